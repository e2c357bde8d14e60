"""Addresses of accounts: those of allauth that the office uses, and ours."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from vungxanh.office.pages.accounts import deeds, entering, granting, views

SIGNING = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("signup/", entering.no_sign_up, name="account_signup"),
    path("email/", entering.no_sign_up, name="account_email"),
    path("password/set/", entering.no_sign_up, name="account_set_password"),
]

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/roles/", views.roles, name="roles"),
    path("account/", include(SIGNING)),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/sessions/<int:mine>/end/", views.own_session_end, name="own_session_end"),
    path("invitation/<str:token>/", entering.accept, name="accept_invitation"),
    path("accounts/", views.users, name="users"),
    path("accounts/invite/", granting.invite, name="invite"),
    path(
        "accounts/invitations/<int:invitation>/withdraw/",
        granting.withdraw,
        name="invitation_withdraw",
    ),
    path("accounts/<int:user>/", views.user, name="user"),
    path("accounts/<int:user>/grant/", granting.give, name="grant_give"),
    path("accounts/grants/<int:grant>/end/", granting.end, name="grant_end"),
    path("accounts/<int:user>/lock/", deeds.lock, name="user_lock"),
    path("accounts/<int:user>/unlock/", deeds.unlock, name="user_unlock"),
    path("accounts/<int:user>/end-sessions/", deeds.end_sessions, name="user_end_sessions"),
    path("accounts/<int:user>/reset-second-factor/", deeds.reset_second_factor, name="user_reset_factor"),
]
