"""The format-neutral document: what a report says, in order, before anybody draws it."""
