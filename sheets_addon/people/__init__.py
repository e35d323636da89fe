"""Who people are and what each of them may see: passwords, and a manager's share of a result."""
