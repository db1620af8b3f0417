"""Pictures of answers: what is drawn, as SVG, as one page of HTML that needs nothing else, and as PNG."""
