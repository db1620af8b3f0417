"""Many questions at once: tables of visits, days on which answers change, suppositions in turn."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dedere.batch.columnar import assess_table

__all__ = ["assess_table"]


def __getattr__(name: str) -> Any:
    # Lazy: whoever imports a module of this room does not want all that tables of columns need.
    if name not in __all__:
        raise AttributeError(f"module 'dedere.batch' has no attribute {name!r}")
    from dedere.batch import columnar

    return columnar.assess_table
