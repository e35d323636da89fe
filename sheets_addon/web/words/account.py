"""Words of one's own page."""

from core.i18n import T

ACCOUNT = T("Мой профиль", "My account")
PASSWORD_TITLE = T("Сменить пароль", "Change the password")
OLD = T("Прежний пароль", "The old password")
NEW = T("Новый пароль", "A new password")
AGAIN = T("Новый пароль ещё раз", "The new password once more")
RULE = T("От {a} до {b} знаков, не содержит логин.", "{a} to {b} characters, without the login in it.")
CHANGE = T("Сменить пароль", "Change the password")
OTHERS_END = T("На других устройствах придётся войти заново.", "Other devices have to sign in anew.")
CHANGED = T("Пароль сменён. Остальные сеансы закончены.", "The password is changed. All other sessions have ended.")
WRONG_OLD = T("Прежний пароль не подошёл.", "The old password is not right.")
DIFFERENT = T("Новые пароли не совпали.", "The new passwords differ.")
WAIT = T("Слишком много неверных паролей. Подождите {seconds} с.", "Too many wrong passwords. Wait {seconds} s.")
GOOGLE_ONLY = T(
    "Вы входите через Google, пароля в Планёрке у вас нет.",
    "You sign in with Google and have no password in Planerka.",
)
SESSIONS_TITLE = T("Где вы вошли", "Where you are signed in")
SESSIONS = T("Открытых сеансов, вместе с этим: {n}.", "Open sessions, this one included: {n}.")
EVERYWHERE = T("Выйти везде", "Sign out everywhere")
EVERYWHERE_NOTE = T(
    "Войти заново придётся на каждом устройстве, и на этом тоже.", "You sign in anew on each device, this one too."
)
LANGUAGE_TITLE = T("Язык страниц", "The language of the pages")
RUSSIAN = T("Русский", "Русский")
ENGLISH = T("English", "English")
MANAGER_IS = T("Ваши строки — те, где менеджер «{name}».", "Your rows are those whose manager is “{name}”.")
