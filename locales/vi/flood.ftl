# Một tài khoản gửi quá nhiều một lúc.
too-much = Thầy/Cô gửi quá nhiều tin một lúc nên các tin vừa rồi CHƯA được nhận. Xin chờ một phút rồi gửi lại.
