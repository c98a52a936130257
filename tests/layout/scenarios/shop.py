"""A shop with thirty objects"""
class Shop:
    pass

class Order:
    pass

class Person:
    def __init__(self, name):
        self.name = name

class Item:
    pass

def order(s, i):
    o = Order()
    o.who = s.people[i]
    o.items = [Item(), Item()]
    s.orders.append(o)
    return o

shop = Shop()

shop.orders = []
shop.log = []

shop.people = [Person("Ann"), Person("Bob"), Person("Eve")]

order(shop, 0)

order(shop, 0)

for n in range(7):
    shop.log.append([n])

cart = order(shop, 1)

order(shop, 2)

cart = None

shop.orders.clear()

del shop
