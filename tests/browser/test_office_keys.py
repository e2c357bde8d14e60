"""A passkey, from adding it to signing in with nothing else, with Chromium's virtual authenticator."""

import os
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_office_entry import PASSWORD, _emptied, ward

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_emptied", "ward"]
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_password(page: Page, where: str) -> None:
    """Sign in as the officer."""
    page.goto(where + "/account/login/")
    page.fill("#id_login", "officer@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("form.form button.primary")


def sign_out(page: Page, where: str) -> None:
    """Leave."""
    page.goto(where + "/me/")
    page.click(".who form button")
    page.wait_for_url("**/account/login/**")


@pytest.mark.usefixtures("ward")
def test_a_passkey_signs_in_alone_and_as_second_factor(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    settings.MFA_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    where = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context()
    page, problems = context.new_page(), []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    with_password(page, where)
    page.wait_for_url("**/account/2fa/")
    page.goto(where + "/account/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.click("form.form button.primary")
    page.check("#id_passwordless")
    page.click("form[data-key] button")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    sign_out(page, where)
    page.goto(where + "/account/login/")
    page.click("#passkey-login button")
    page.wait_for_url(where + "/", wait_until="commit")
    sign_out(page, where)
    with_password(page, where)
    page.wait_for_url("**/account/2fa/authenticate/")
    page.click("form[data-key] button")
    page.wait_for_url(where + "/", wait_until="commit")
    assert problems == []
    context.close()
