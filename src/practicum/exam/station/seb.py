"""Settings for Safe Exam Browser: one address, nothing else; docs/exam-station.md says what they protect."""

from __future__ import annotations

import hashlib
import plistlib
from urllib.parse import urlsplit

_FULL_SCREEN = 1
_BLOCK = 0
_ALLOW = 1


def seb_settings(url: str, quit_password: str) -> bytes:
    """Return a `.seb` settings file, an unencrypted XML property list.

    The names of the settings are those that Safe Exam Browser 3 for Windows and macOS reads; each program
    ignores what it does not know.

    Args:
        url: The station's address.
        quit_password: What the invigilator types to leave before the hand-in; only its SHA-256 is kept.
    """
    here = urlsplit(url)
    settings = {
        "originatorVersion": "Practicum",
        "sebConfigPurpose": 0,  # for one examination; the program's own settings stay as they are
        "startURL": url,
        "quitURL": f"{url}quit",
        "quitURLConfirm": False,
        "allowQuit": True,
        "hashedQuitPassword": hashlib.sha256(quit_password.encode()).hexdigest(),
        "examSessionReconfigureAllow": False,
        # One window on one address.
        "browserViewMode": _FULL_SCREEN,
        "enableBrowserWindowToolbar": False,
        "browserWindowAllowAddressBar": False,
        "browserWindowShowURL": 0,
        "newBrowserWindowByLinkPolicy": _BLOCK,
        "allowBrowsingBackForward": False,
        "URLFilterEnable": True,
        "URLFilterEnableContentFilter": True,
        "URLFilterRules": [
            {"active": True, "regex": False, "action": _ALLOW, "expression": f"{here.netloc}/*"},
        ],
        "allowDeveloperConsole": False,
        "allowFind": True,
        "allowPrint": False,
        "allowSpellCheck": False,
        "allowDictionaryLookup": False,
        # A page that is loaded again shows what was saved: no harm, and a way out of a blank window.
        "browserWindowAllowReload": True,
        "showReloadButton": True,
        "showReloadWarning": False,
        # Tables are downloads, a calendar is an upload.
        "allowDownUploads": True,
        "allowDownloads": True,
        "allowUploads": True,
        "downloadAndOpenSebConfig": False,
        # Who needs it large, can have it, and the screen reader stays.
        "enableZoomPage": True,
        "enableZoomText": True,
        "enableRightMouse": False,
        "insideSebEnableEaseOfAccess": True,
        # The rest of the computer.
        "allowVirtualMachine": False,
        "allowScreenSharing": False,
        "allowedDisplaysMaxNumber": 1,
        "enablePrintScreen": False,
        "createNewDesktop": True,
        "showTaskBar": True,
        "showTime": False,  # the clock is the station's, and can be hidden
        "allowWlan": False,
    }
    return plistlib.dumps(settings, sort_keys=True)
