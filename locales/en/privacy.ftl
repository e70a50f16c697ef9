# Personal data, and incidents that only few may see.
restricted = 🔒 Restricted
open-line-restricted = 🔒 <b>{ $code }</b> · Restricted
    { $status } · { $opened }
restricted-short = Restricted
