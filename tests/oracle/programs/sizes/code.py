"""sys.getsizeof() of code objects, frames and generators: bytecode with its caches, superinstructions and
extended arguments; fast locals and stack."""
import sys


def show(f, *args):
    print(f.__name__, sys.getsizeof(f.__code__))


def f1(): pass
def f2(): return 1
def f3(a): return a
def f4(a, b): return a + b
def f5(a, b, c): return a, b, c
def f6(a, b):
    c = a
    d = b
    return c * d
def f7(a, b):
    x, y = a, b
    x, y = y, x
    return x
def f8(n):
    total = 0
    for i in range(n):
        total += i
    return total
def f9(n):
    while n:
        n -= 1
def f10(n):
    if n > 1:
        return "big"
    elif n < 0:
        return "neg"
    else:
        return "small"
def f11(o): return o.a.b.c
def f12(o): o.x = o.y
def f13(o): return o.method(1, 2).other(k=3)
def f14(a):
    try:
        return a[0]
    except IndexError:
        return None
    finally:
        print("done")
def f15(a):
    with a as b:
        return b
def f16(a): return [x for x in a if x]
def f17(a): return {k: v for k, v in a}
def f18(a): return (x for x in a)
def f19():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    return inner
def f20(*a, **k): return f1(*a, **k)
def f21(a): return f"{a!r:>10} {a}"
def f22(a, b): return a is b or a in b and not a == b
def f23(a):
    assert a, "message"
def f24(a):
    del a
def f25(a): return a[1:2]
def f26(a):
    a[0] = 1
    a[1:2] = [3]
def f27(): return lambda x: x
def f28(a):
    global g
    g = a
def f29(a):
    yield a
    b = yield
    yield from b
def f30(a):
    return -a, +a, ~a, not a
def f31(a):
    x, *y, z = a
    return y
def f32(a, b, c, d):
    return a(b, c)(d)(a, b, c, d)
def f33():
    import gc
    from sys import getsizeof as size
    return gc, size
def f34(a):
    for x in a:
        if x:
            break
        for y in x:
            continue
    else:
        return x
def f35(a):
    raise ValueError(a) from None
def f36(a):
    try:
        a()
    except (TypeError, ValueError) as e:
        print(e)
    except KeyError:
        pass
    else:
        return 1
def f37(a, b=1, *, c=2): return [a, b, c, *a, {**b}]
class C:
    def f38(self):
        return super().f38()
    def f39(self):
        self.x = 1
        self.y = 2
        self.z = self.x + self.y
    f40 = lambda self: self.x


def f41(a):
    while a:
        a = a.x0 + 1000
        a = a.x1 + 1001
        a = a.x2 + 1002
        a = a.x3 + 1003
        a = a.x4 + 1004
        a = a.x5 + 1005
        a = a.x6 + 1006
        a = a.x7 + 1007
        a = a.x8 + 1008
        a = a.x9 + 1009
        a = a.x10 + 1010
        a = a.x11 + 1011
        a = a.x12 + 1012
        a = a.x13 + 1013
        a = a.x14 + 1014
        a = a.x15 + 1015
        a = a.x16 + 1016
        a = a.x17 + 1017
        a = a.x18 + 1018
        a = a.x19 + 1019
        a = a.x20 + 1020
        a = a.x21 + 1021
        a = a.x22 + 1022
        a = a.x23 + 1023
        a = a.x24 + 1024
        a = a.x25 + 1025
        a = a.x26 + 1026
        a = a.x27 + 1027
        a = a.x28 + 1028
        a = a.x29 + 1029
        a = a.x30 + 1030
        a = a.x31 + 1031
        a = a.x32 + 1032
        a = a.x33 + 1033
        a = a.x34 + 1034
        a = a.x35 + 1035
        a = a.x36 + 1036
        a = a.x37 + 1037
        a = a.x38 + 1038
        a = a.x39 + 1039
        a = a.x40 + 1040
        a = a.x41 + 1041
        a = a.x42 + 1042
        a = a.x43 + 1043
        a = a.x44 + 1044
        a = a.x45 + 1045
        a = a.x46 + 1046
        a = a.x47 + 1047
        a = a.x48 + 1048
        a = a.x49 + 1049
        a = a.x50 + 1050
        a = a.x51 + 1051
        a = a.x52 + 1052
        a = a.x53 + 1053
        a = a.x54 + 1054
        a = a.x55 + 1055
        a = a.x56 + 1056
        a = a.x57 + 1057
        a = a.x58 + 1058
        a = a.x59 + 1059
        a = a.x60 + 1060
        a = a.x61 + 1061
        a = a.x62 + 1062
        a = a.x63 + 1063
        a = a.x64 + 1064
        a = a.x65 + 1065
        a = a.x66 + 1066
        a = a.x67 + 1067
        a = a.x68 + 1068
        a = a.x69 + 1069
        a = a.x70 + 1070
        a = a.x71 + 1071
        a = a.x72 + 1072
        a = a.x73 + 1073
        a = a.x74 + 1074
        a = a.x75 + 1075
        a = a.x76 + 1076
        a = a.x77 + 1077
        a = a.x78 + 1078
        a = a.x79 + 1079
        a = a.x80 + 1080
        a = a.x81 + 1081
        a = a.x82 + 1082
        a = a.x83 + 1083
        a = a.x84 + 1084
        a = a.x85 + 1085
        a = a.x86 + 1086
        a = a.x87 + 1087
        a = a.x88 + 1088
        a = a.x89 + 1089
        a = a.x90 + 1090
        a = a.x91 + 1091
        a = a.x92 + 1092
        a = a.x93 + 1093
        a = a.x94 + 1094
        a = a.x95 + 1095
        a = a.x96 + 1096
        a = a.x97 + 1097
        a = a.x98 + 1098
        a = a.x99 + 1099
        a = a.x100 + 1100
        a = a.x101 + 1101
        a = a.x102 + 1102
        a = a.x103 + 1103
        a = a.x104 + 1104
        a = a.x105 + 1105
        a = a.x106 + 1106
        a = a.x107 + 1107
        a = a.x108 + 1108
        a = a.x109 + 1109
        a = a.x110 + 1110
        a = a.x111 + 1111
        a = a.x112 + 1112
        a = a.x113 + 1113
        a = a.x114 + 1114
        a = a.x115 + 1115
        a = a.x116 + 1116
        a = a.x117 + 1117
        a = a.x118 + 1118
        a = a.x119 + 1119
        a = a.x120 + 1120
        a = a.x121 + 1121
        a = a.x122 + 1122
        a = a.x123 + 1123
        a = a.x124 + 1124
        a = a.x125 + 1125
        a = a.x126 + 1126
        a = a.x127 + 1127
        a = a.x128 + 1128
        a = a.x129 + 1129
        a = a.x130 + 1130
        a = a.x131 + 1131
        a = a.x132 + 1132
        a = a.x133 + 1133
        a = a.x134 + 1134
        a = a.x135 + 1135
        a = a.x136 + 1136
        a = a.x137 + 1137
        a = a.x138 + 1138
        a = a.x139 + 1139
        a = a.x140 + 1140
        a = a.x141 + 1141
        a = a.x142 + 1142
        a = a.x143 + 1143
        a = a.x144 + 1144
        a = a.x145 + 1145
        a = a.x146 + 1146
        a = a.x147 + 1147
        a = a.x148 + 1148
        a = a.x149 + 1149
        a = a.x150 + 1150
        a = a.x151 + 1151
        a = a.x152 + 1152
        a = a.x153 + 1153
        a = a.x154 + 1154
        a = a.x155 + 1155
        a = a.x156 + 1156
        a = a.x157 + 1157
        a = a.x158 + 1158
        a = a.x159 + 1159
        a = a.x160 + 1160
        a = a.x161 + 1161
        a = a.x162 + 1162
        a = a.x163 + 1163
        a = a.x164 + 1164
        a = a.x165 + 1165
        a = a.x166 + 1166
        a = a.x167 + 1167
        a = a.x168 + 1168
        a = a.x169 + 1169
        a = a.x170 + 1170
        a = a.x171 + 1171
        a = a.x172 + 1172
        a = a.x173 + 1173
        a = a.x174 + 1174
        a = a.x175 + 1175
        a = a.x176 + 1176
        a = a.x177 + 1177
        a = a.x178 + 1178
        a = a.x179 + 1179
        a = a.x180 + 1180
        a = a.x181 + 1181
        a = a.x182 + 1182
        a = a.x183 + 1183
        a = a.x184 + 1184
        a = a.x185 + 1185
        a = a.x186 + 1186
        a = a.x187 + 1187
        a = a.x188 + 1188
        a = a.x189 + 1189
        a = a.x190 + 1190
        a = a.x191 + 1191
        a = a.x192 + 1192
        a = a.x193 + 1193
        a = a.x194 + 1194
        a = a.x195 + 1195
        a = a.x196 + 1196
        a = a.x197 + 1197
        a = a.x198 + 1198
        a = a.x199 + 1199
        a = a.x200 + 1200
        a = a.x201 + 1201
        a = a.x202 + 1202
        a = a.x203 + 1203
        a = a.x204 + 1204
        a = a.x205 + 1205
        a = a.x206 + 1206
        a = a.x207 + 1207
        a = a.x208 + 1208
        a = a.x209 + 1209
        a = a.x210 + 1210
        a = a.x211 + 1211
        a = a.x212 + 1212
        a = a.x213 + 1213
        a = a.x214 + 1214
        a = a.x215 + 1215
        a = a.x216 + 1216
        a = a.x217 + 1217
        a = a.x218 + 1218
        a = a.x219 + 1219
        a = a.x220 + 1220
        a = a.x221 + 1221
        a = a.x222 + 1222
        a = a.x223 + 1223
        a = a.x224 + 1224
        a = a.x225 + 1225
        a = a.x226 + 1226
        a = a.x227 + 1227
        a = a.x228 + 1228
        a = a.x229 + 1229
        a = a.x230 + 1230
        a = a.x231 + 1231
        a = a.x232 + 1232
        a = a.x233 + 1233
        a = a.x234 + 1234
        a = a.x235 + 1235
        a = a.x236 + 1236
        a = a.x237 + 1237
        a = a.x238 + 1238
        a = a.x239 + 1239
        a = a.x240 + 1240
        a = a.x241 + 1241
        a = a.x242 + 1242
        a = a.x243 + 1243
        a = a.x244 + 1244
        a = a.x245 + 1245
        a = a.x246 + 1246
        a = a.x247 + 1247
        a = a.x248 + 1248
        a = a.x249 + 1249
        a = a.x250 + 1250
        a = a.x251 + 1251
        a = a.x252 + 1252
        a = a.x253 + 1253
        a = a.x254 + 1254
        a = a.x255 + 1255
        a = a.x256 + 1256
        a = a.x257 + 1257
        a = a.x258 + 1258
        a = a.x259 + 1259
        a = a.x260 + 1260
        a = a.x261 + 1261
        a = a.x262 + 1262
        a = a.x263 + 1263
        a = a.x264 + 1264
        a = a.x265 + 1265
        a = a.x266 + 1266
        a = a.x267 + 1267
        a = a.x268 + 1268
        a = a.x269 + 1269
        a = a.x270 + 1270
        a = a.x271 + 1271
        a = a.x272 + 1272
        a = a.x273 + 1273
        a = a.x274 + 1274
        a = a.x275 + 1275
        a = a.x276 + 1276
        a = a.x277 + 1277
        a = a.x278 + 1278
        a = a.x279 + 1279
        a = a.x280 + 1280
        a = a.x281 + 1281
        a = a.x282 + 1282
        a = a.x283 + 1283
        a = a.x284 + 1284
        a = a.x285 + 1285
        a = a.x286 + 1286
        a = a.x287 + 1287
        a = a.x288 + 1288
        a = a.x289 + 1289
        a = a.x290 + 1290
        a = a.x291 + 1291
        a = a.x292 + 1292
        a = a.x293 + 1293
        a = a.x294 + 1294
        a = a.x295 + 1295
        a = a.x296 + 1296
        a = a.x297 + 1297
        a = a.x298 + 1298
        a = a.x299 + 1299
    return a


def f42(a):
    if a:
        print(a, 1000)
        print(a, 1001)
        print(a, 1002)
        print(a, 1003)
        print(a, 1004)
        print(a, 1005)
        print(a, 1006)
        print(a, 1007)
        print(a, 1008)
        print(a, 1009)
        print(a, 1010)
        print(a, 1011)
        print(a, 1012)
        print(a, 1013)
    return a


def f43(a):
    for x in a:
        if x > 0:
            print(x.a0)
        if x > 1:
            print(x.a1)
        if x > 2:
            print(x.a2)
        if x > 3:
            print(x.a3)
        if x > 4:
            print(x.a4)
        if x > 5:
            print(x.a5)
        if x > 6:
            print(x.a6)
        if x > 7:
            print(x.a7)
        if x > 8:
            print(x.a8)
        if x > 9:
            print(x.a9)
        if x > 10:
            print(x.a10)
        if x > 11:
            print(x.a11)
        if x > 12:
            print(x.a12)
        if x > 13:
            print(x.a13)
        if x > 14:
            print(x.a14)
        if x > 15:
            print(x.a15)
        if x > 16:
            print(x.a16)
        if x > 17:
            print(x.a17)
        if x > 18:
            print(x.a18)
        if x > 19:
            print(x.a19)
        if x > 20:
            print(x.a20)
        if x > 21:
            print(x.a21)
        if x > 22:
            print(x.a22)
        if x > 23:
            print(x.a23)
        if x > 24:
            print(x.a24)
        if x > 25:
            print(x.a25)
        if x > 26:
            print(x.a26)
        if x > 27:
            print(x.a27)
        if x > 28:
            print(x.a28)
        if x > 29:
            print(x.a29)
        if x > 30:
            print(x.a30)
        if x > 31:
            print(x.a31)
        if x > 32:
            print(x.a32)
        if x > 33:
            print(x.a33)
        if x > 34:
            print(x.a34)
        if x > 35:
            print(x.a35)
        if x > 36:
            print(x.a36)
        if x > 37:
            print(x.a37)
        if x > 38:
            print(x.a38)
        if x > 39:
            print(x.a39)
    return a


def f44(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19):
    return (v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19)


for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23,
          f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, C.f38, C.f39, C.f40, f41, f42, f43,
          f44, f18([]).gi_code and f1):
    show(f)
print(sys.getsizeof(f18([]).gi_code), sys.getsizeof(f19().__code__), sys.getsizeof(f27().__code__))
for g in (f29(1), f18([]), (x for x in (1, 2)), (x + y for x in (1, 2) for y in (3, 4))):
    print(sys.getsizeof(g), sys.getsizeof(g.gi_code), sys.getsizeof(g.gi_frame))


def frame_of(f, *args):
    try:
        f(*args)
    except Exception as e:
        return e.__traceback__.tb_next.tb_frame


for f, args in ((f4, (1, "")), (f11, (1,)), (f13, (1,)), (f15, (1,)), (f16, (1,)), (f17, (1,)), (f21, ([].append,)),
                (f32, (1, 2, 3, 4)), (f35, (1,)), (f37, (1,)), (f43, ([5],)), (f34, (1,)), (f8, ("",))):
    frame = frame_of(f, *args)
    print(f.__name__, frame and sys.getsizeof(frame))
