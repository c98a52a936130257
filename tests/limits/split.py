text = "ab" * 20000000
parts = text.split("b")
