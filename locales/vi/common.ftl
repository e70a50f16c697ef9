# Chữ dùng chung. <b>…</b> là chữ đậm.
back = ‹ Quay lại
skip = Bỏ qua ›
cancel = Huỷ
yes = Có
no = Không
