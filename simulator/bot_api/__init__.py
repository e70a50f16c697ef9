"""The Bot API as the service sees it: one file a group of methods, all in the table of `methods`."""
