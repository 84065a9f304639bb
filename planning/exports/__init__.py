"""Files for officers and for the meeting's plan."""
