"""Text made comparable: without case, accents, and the typography in which two spellings of one word differ.

Both sides of a comparison are folded by the same table, one character at a time, so that a hit in folded text can be cut
out of the original words. Folded are: case, combining marks (Arabic vowel signs among them), compatibility forms (full
width, ligatures, superscripts), letters with strokes, the alef family, signs of traditional Chinese writing, quotation marks,
dashes and spaces. Removed are
soft hyphens, zero-width and directional signs and the tatweel. Tabs and line ends stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Letters that NFKD does not take apart, and signs that stand for one another in correspondence.
_PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ß": "ss", "ӏ": "і",
    # Arabic and Persian letters that are typed for one another; the tatweel only stretches a line.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ـ": "",
    **dict.fromkeys("‘’‚‛′‹›´ʼʻʹˈ＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    "…": "...", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "。": ".", "、": ",",
}  # fmt: skip
# Signs of traditional Chinese writing, each with the sign of simplified writing beside it: those that letters, offices, places
# and family names are written with.
_SIMPLIFIED = """
    並并 亞亚 佈布 來来 係系 俠侠 個个 們们 倫伦 偉伟 側侧 偵侦 傑杰 傘伞 備备 傳传 傷伤 傾倾 僅仅 僑侨 僱雇 價价 儀仪 億亿 償偿 優优 兒儿 內内 兩两 凍冻 別别 則则
    剛刚 創创 劃划 劇剧 劉刘 劍剑 動动 務务 勝胜 勞劳 勢势 勵励 勸劝 匯汇 區区 協协 參参 吳吴 呂吕 員员 問问 啓启 啟启 喪丧 單单 嗎吗 噴喷 噸吨 嚇吓 嚴严 囑嘱 國国
    圍围 園园 圓圆 圖图 團团 執执 堯尧 場场 塗涂 壓压 壞坏 壽寿 夠够 夢梦 奧奥 奪夺 婦妇 婭娅 媽妈 嬌娇 孫孙 學学 實实 寧宁 審审 寫写 寬宽 將将 專专 尋寻 對对 導导
    屆届 層层 屬属 島岛 嵐岚 嶽岳 師师 帳帐 帶带 幣币 幹干 廟庙 廠厂 廣广 廳厅 張张 強强 彈弹 彌弥 彎弯 彙汇 後后 從从 復复 徵征 徹彻 惡恶 愛爱 態态 慣惯 慮虑 慶庆
    憂忧 憐怜 憑凭 憲宪 憶忆 懇恳 應应 懷怀 戰战 戲戏 揚扬 換换 揮挥 損损 撲扑 擁拥 擇择 擔担 據据 擬拟 擴扩 攝摄 敵敌 數数 斷断 時时 暫暂 曆历 曉晓 書书 會会 東东
    條条 棄弃 楊杨 業业 極极 榮荣 構构 樂乐 樓楼 標标 樣样 樸朴 樹树 橋桥 機机 橢椭 檢检 權权 歐欧 歡欢 歲岁 歷历 歸归 殘残 殺杀 氣气 決决 況况 淺浅 測测 湯汤 準准
    溝沟 滅灭 滬沪 滯滞 滿满 漁渔 漢汉 漲涨 漸渐 潑泼 潔洁 澤泽 濕湿 濟济 灑洒 灣湾 災灾 為为 無无 煙烟 熱热 燈灯 燒烧 營营 爭争 爲为 爺爷 爾尔 牆墙 狀状 猶犹 獅狮
    獎奖 獨独 獲获 獻献 現现 瑋玮 瑩莹 環环 瓊琼 產产 甦苏 畝亩 畢毕 畫画 異异 當当 療疗 發发 盡尽 監监 盤盘 盧卢 眾众 確确 礎础 礙碍 礦矿 禮礼 稅税 種种 稱称 積积
    穎颖 穩稳 窮穷 竊窃 競竞 筆笔 節节 範范 築筑 篩筛 簡简 簽签 籌筹 籤签 糧粮 紀纪 約约 紅红 納纳 純纯 紙纸 級级 紛纷 紮扎 細细 紹绍 終终 組组 結结 絕绝 絡络 給给
    統统 絲丝 經经 綠绿 維维 綱纲 網网 綿绵 緊紧 緒绪 線线 編编 緯纬 練练 縣县 縮缩 縱纵 總总 織织 繫系 繳缴 繼继 續续 罰罚 罷罢 羅罗 義义 習习 聖圣 聞闻 聯联 聰聪
    聲声 職职 聽听 肅肃 脫脱 腳脚 膠胶 與与 興兴 舉举 舊旧 艦舰 莊庄 華华 萬万 葉叶 蓋盖 蓮莲 蔣蒋 蕭萧 藍蓝 藝艺 藥药 蘇苏 蘊蕴 蘋苹 蘭兰 處处 號号 虧亏 蝦虾 蟲虫
    術术 衛卫 衝冲 補补 裝装 裡里 製制 複复 褲裤 見见 規规 視视 親亲 覺觉 觀观 觸触 訂订 計计 訊讯 討讨 訓训 記记 訪访 設设 許许 訴诉 註注 評评 詞词 試试 詩诗 話话
    詳详 誌志 認认 語语 誠诚 誤误 說说 誰谁 課课 調调 談谈 請请 諒谅 論论 諸诸 諾诺 謀谋 謂谓 講讲 謝谢 證证 識识 譚谭 譜谱 譯译 議议 譴谴 護护 譽誉 讀读 變变 讓让
    讚赞 豐丰 貝贝 貞贞 負负 財财 貢贡 貨货 責责 貯贮 貴贵 買买 費费 貿贸 賀贺 資资 賈贾 賊贼 賓宾 賞赏 賠赔 賢贤 賣卖 質质 賭赌 賴赖 賺赚 購购 賽赛 贊赞 贏赢 趕赶
    趙赵 趨趋 躍跃 車车 軍军 軟软 較较 載载 輕轻 輛辆 輝辉 輩辈 輪轮 輸输 轉转 辦办 辭辞 農农 連连 週周 進进 遊游 運运 過过 達达 違违 遜逊 遞递 遠远 適适 遲迟 遷迁
    選选 遺遗 遼辽 還还 邊边 邏逻 郵邮 鄉乡 鄒邹 鄔邬 鄧邓 鄭郑 醫医 釋释 針针 鈾铀 鉅巨 鉗钳 鉛铅 銀银 銘铭 銳锐 銷销 鋒锋 鋼钢 錄录 錢钱 錦锦 錯错 鍾钟 鎖锁 鎢钨
    鎮镇 鐘钟 鐳镭 鐵铁 鑑鉴 鑒鉴 長长 門门 閃闪 閉闭 開开 閏闰 閑闲 閒闲 間间 閣阁 閩闽 閻阎 關关 闡阐 陣阵 陰阴 陳陈 陸陆 陽阳 隊队 階阶 際际 隨随 險险 隱隐 隻只
    雖虽 雙双 雜杂 離离 難难 雲云 電电 霧雾 靈灵 靜静 韋韦 韓韩 響响 頁页 項项 順顺 預预 頓顿 領领 頭头 頻频 顆颗 題题 額额 顏颜 願愿 類类 顧顾 顯显 風风 飛飞 飯饭
    飲饮 飼饲 飾饰 養养 餘余 館馆 馬马 馮冯 馳驰 駐驻 駕驾 騎骑 騰腾 驗验 驚惊 驟骤 體体 魚鱼 魯鲁 鮮鲜 鳥鸟 鳳凤 鳴鸣 鹽盐 麗丽 麵面 黃黄 點点 黨党 齊齐 齒齿 齡龄
    龍龙 龐庞 龔龚
"""
_PLAIN.update((pair[0], pair[1]) for pair in _SIMPLIFIED.split())
_SEPARATORS = ("Zs",)
_INVISIBLE = ("Cf", "Cs")
_SELECTORS = frozenset([0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
# The whole of Unicode would be a million entries: a hostile text must not fill the memory for good.
_MOST_REMEMBERED = 20_000


def _folded(character: str) -> str:
    """One character, folded to none, one or several."""
    if (plain := _PLAIN.get(character)) is not None:
        return plain
    category = unicodedata.category(character)
    if category in _INVISIBLE or ord(character) in _SELECTORS:
        return ""
    if category in _SEPARATORS:
        return " "
    apart = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    return "".join(_PLAIN.get(c, c) for c in bare)


class _Folds(dict[int, str]):
    """Code point to folded text, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(folded) != 1:
            _UNEVEN.add(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


_FOLDS = _Folds()
_UNEVEN: set[str] = set()  # characters met that are folded to none or several
# Characters: taking less apart takes longer than looking it up, and the pieces of more take up memory.
_SHORT, _LONG = 80, 100_000
_ASCII = re.compile(r"[\x00-\x7f]+")
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


def fold(text: str) -> str:
    """The text in the form in which texts are compared. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    if not _SHORT <= len(text) <= _LONG:
        return text.translate(_FOLDS)
    # Of most letters nearly all is ASCII, which needs no table.
    return "".join([run.lower() if run.isascii() else run.translate(_FOLDS) for run in _RUN.findall(text)])


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the index in `text` of the one it came from.

    A hit `folded[a:b]` came from `text[origin[a] : origin[b - 1] + 1]`; see `cut`.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    plain = fold(text)
    if _UNEVEN.isdisjoint(_ASCII.sub("", text)):
        return plain, range(len(text))
    pieces = [_FOLDS[ord(c)] for c in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origin


def cut(text: str, origin: Sequence[int], start: int, end: int) -> str:
    """The original words behind `folded[start:end]`, accents that follow the last letter included."""
    if start >= end:
        return ""
    stop = origin[end] if end < len(origin) else len(text)
    return text[origin[start] : max(stop, origin[end - 1] + 1)]
