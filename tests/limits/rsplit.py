text = "a" * 3000000 + "ba"
parts = text.rsplit("a" * 1500000 + "baa")
