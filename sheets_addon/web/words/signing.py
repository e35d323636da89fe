"""The page for signing in."""

from core.i18n import T

LOGIN = T("Вход", "Sign in")
USER = T("Логин", "Login")
PASSWORD = T("Пароль", "Password")
ENTER = T("Войти", "Sign in")
WRONG = T(
    "Логин или пароль не подошли. Новый пароль даст тот, кто ведёт Планёрку.",
    "Wrong login or password. Whoever looks after Planerka can give you a new one.",
)
WHERE = T(
    "Логин и пароль даёт тот, кто ведёт Планёрку. Самые первые напечатаны там, где она запущена.",
    "Whoever looks after Planerka gives you both. The very first are printed where it was started.",
)
