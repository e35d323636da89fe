"""The invented company of the filled templates: its people, clients, deals and money, always the same."""
