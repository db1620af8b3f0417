"""What is looked at rather than read: journeys, surveys of all States, the days of a case, each a whole answer."""
