# Dữ liệu cá nhân và vụ việc hạn chế.
restricted = 🔒 Hạn chế
open-line-restricted = 🔒 <b>{ $code }</b> · Hạn chế
    { $status } · { $opened }
restricted-short = Hạn chế
