"""What happens because time has passed. May import: incidents, storage, rules, locales."""
