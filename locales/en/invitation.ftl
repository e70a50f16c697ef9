# The sheet of invitations that `bcn invite` prints.
sheet-title = Invitation to Báo Cáo Nhanh
sheet-to = To: { $name }
sheet-role = { $role } · { $unit }
sheet-scan = Scan this code with the camera of your phone, or open the link below.
sheet-start = Press <b>Start</b> in Telegram.
sheet-keep = The code works once, on one phone, until { $until }. Please do not pass it on.
