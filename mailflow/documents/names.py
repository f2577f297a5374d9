"""What the ending of a file name promises, and which endings are programs."""

from __future__ import annotations

import re

from mailflow.core.wordlist import words

# Endings that a double click runs, on any of the usual systems, and links and disk images that lead to such.
PROGRAMS = frozenset(
    words("""ace ade adp apk app appimage application appref-ms appx appxbundle asp aspx bas bat bin cab chm cmd com command cpl
    crt csh deb der desktop diagcab dll dmg elf exe fxp gadget grp hlp hpj hta htc img inf ins iqy iso isp jar jnlp js jse
    jsp ksh lnk mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz mht mhtml msc msh msh1 msh2 msi msix
    msp mst ocx ops osd pcd php phtml pif pkg pl plg ppkg prf prg ps1 ps1xml ps2 psc1 psc2 psd1 psm1 pst py pyc pyo pyw
    pyz rb reg rpm run scf scr sct search-ms settingcontent-ms sh shb shs swf sys theme themepack udl url vb vbe vbp vbs
    vhd vhdx vsmacros vsw webpnp website wim ws wsc wsf wsh xbap xll xnk xrm-ms""")
)
MACROS = frozenset(words("docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm docb"))
OLD_OFFICE = frozenset(words("doc dot xls xlt xla xlm ppt pot pps pub vsd mpp"))
ARCHIVES = frozenset(words("zip rar 7z gz tgz bz2 tbz xz txz tar z lz lzma zst arj lha lzh cpio zipx"))

# What kind of document an ending names.
KINDS = {
    **dict.fromkeys(["pdf"], "pdf"),
    **dict.fromkeys(["docx", "dotx"], "docx"),
    **dict.fromkeys(["xlsx", "xltx"], "xlsx"),
    **dict.fromkeys(["pptx", "ppsx", "potx"], "pptx"),
    **dict.fromkeys(["odt", "ott"], "odt"),
    **dict.fromkeys(["ods", "ots"], "ods"),
    **dict.fromkeys(["odp", "otp"], "odp"),
    **dict.fromkeys(["csv", "tsv", "tab"], "csv"),
    **dict.fromkeys(["txt", "text", "md", "log", "asc"], "txt"),
    **dict.fromkeys(["html", "htm", "xhtml", "shtml"], "html"),
    **dict.fromkeys(["rtf"], "rtf"),
    **dict.fromkeys(["ics", "ical", "ifb", "vcs"], "ics"),
    **dict.fromkeys(["vcf", "vcard"], "vcf"),
    **dict.fromkeys(["eml"], "eml"),
    **dict.fromkeys(words("jpg jpeg jpe jfif png gif bmp tif tiff webp heic heif ico emf wmf"), "picture"),
    **dict.fromkeys(ARCHIVES, "archive"),
    **dict.fromkeys(PROGRAMS, "program"),
    **dict.fromkeys(MACROS, "macros"),
    **dict.fromkeys(OLD_OFFICE, "old-office"),
}
_SUFFIX = re.compile(r"\.([^.\s_]{1,20})$")
_DOUBLE = re.compile(r"\.([A-Za-z0-9]{2,5})[\s_]*\.([^.\s_]{1,20})$")
_DOCUMENTS = frozenset(k for k, kind in KINDS.items() if kind not in ("program", "archive"))


def suffix(name: str) -> str:
    """The ending without its dot, in lower case; "" where there is none."""
    match = _SUFFIX.search(name)
    return match[1].lower() if match else ""


def kind_by_name(name: str) -> str:
    """The kind that the ending promises, "" where it promises nothing."""
    return KINDS.get(suffix(name), "")


def is_disguised(name: str) -> bool:
    """True for `report.pdf.exe`: the ending of a document in front of that of a program."""
    match = _DOUBLE.search(name)
    return match is not None and match[1].lower() in _DOCUMENTS and match[2].lower() in PROGRAMS
