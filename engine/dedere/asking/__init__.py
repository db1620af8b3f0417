"""What the user says, read: the query, its days and places, suppositions, templates."""
