"""The page for signing in."""

from core.i18n import T

LOGIN = T("Вход", "Sign in")
USER = T("Имя", "User")
PASSWORD = T("Пароль", "Password")
ENTER = T("Войти", "Sign in")
WRONG = T(
    "Имя или пароль не подошли. Они напечатаны там, где запущена программа.",
    "Wrong user or password. Both are printed where the program was started.",
)
WHERE = T(
    "Имя и пароль напечатаны там, где запущена программа.",
    "User and password are printed where the program was started.",
)
