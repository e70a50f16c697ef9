"""What is said when a person does something. May import: incidents, storage, rules, locales."""
