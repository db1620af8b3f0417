"""What keeps a drawn world sound."""

from __future__ import annotations

from dedere.testing.constraints import reading_conclusions, wanted_beside
from small_law import law


def test_a_check_that_reads_norms_is_no_check_of_a_record() -> None:
    assert reading_conclusions(law()) == ()
    more = (
        '%@ rule MORE "More"\n%@ authority "Small law" "art. 9" checked(convention)\n%@ says "more"\n'
        'violation("MORE",P,H) :- checking, effective(duty(H,arrest,P,_),_,_), office(P,H,_,_).\n'
    )
    assert [it.rule_id for it in reading_conclusions(law(more=more))] == ["MORE"]


def test_what_a_check_would_find_lacking_is_wanted() -> None:
    more = (
        '%@ derived sought_ever(Person: person) folded\n%@ says "{Person} was sought"\n'
        '%@ rule MORE "More"\n%@ authority "Small law" "art. 9" checked(convention)\n%@ says "more"\n'
        "sought_ever(P) :- checking, sought(P,_,_).\n"
        'violation("MORE",person(P,N),none) :- checking, person(P,N), not sought_ever(P).\n'
    )
    assert wanted_beside(law(more=more), ["person"], ("person", "sought", "joined")) == ["person", "sought"]
