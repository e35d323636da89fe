"""What runs in the Python of the office: it needs the standard library only, and what is packed beside it."""
