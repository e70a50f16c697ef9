"""The Zalo Bot API as the service sees it, as far as it is known, and what people do on their Zalo."""
