"""Words of the page of people."""

from core.i18n import T

PEOPLE = T("Люди", "People")
INTRO = T(
    "Кто входит в Планёрку и что ему видно. Администратор управляет людьми, ключами и всеми книгами; руководитель "
    "видит книги, которые ему открыты, целиком; менеджер — только свои строки в них.",
    "Who signs in to Planerka and what they see. An administrator manages people, keys and all workbooks; a head sees "
    "the whole of the workbooks opened to them; a manager sees only their own rows there.",
)
MANAGER_NAME = T("Имя менеджера", "Manager's name")
MANAGER_HELP = T(
    "Как в столбце «Менеджер» книги; нужно только менеджеру.",
    "As in the workbook's column “Manager”; only a manager needs it.",
)
LOGIN_HELP = T(
    "Лучше адрес почты: с ним же входят через Google.",
    "Best an e-mail address: it is also what one signs in with Google by.",
)
ENTRY = T("Вход", "Signs in")
BY_PASSWORD = T("с паролем", "with a password")
BY_GOOGLE = T("только через Google", "with Google only")
IS_OUT = T("вход закрыт", "locked out")
ADDED = T("Добавлен", "Added")
ADD_SOMEBODY = T("Добавить человека", "Add someone")
WITH_PASSWORD = T("Сделать пароль и показать его один раз", "Make a password and show it once")
WITHOUT_PASSWORD = T("Без пароля: вход только через Google", "Without a password: signs in with Google only")
NO_GOOGLE = T(
    "Вход через Google на этой службе не настроен, поэтому человек без пароля пока не войдёт.",
    "Sign-in with Google is not set up on this service, so someone without a password cannot get in yet.",
)
NEW_PASSWORD_OF = T("Пароль для {login}:", "The password for {login}:")
HAND_OVER = T(
    "Передайте пароль лично. Его можно сменить на странице «Мой профиль».",
    "Hand it over in person. It can be changed on the page “My account”.",
)
WAS_ADDED = T("{login} может входить.", "{login} may sign in.")
CHANGE_RIGHTS = T("Что можно этому человеку", "What this person may do")
RIGHTS_NOTE = T(
    "После изменения роли человеку придётся войти заново.", "After a change of role the person has to sign in anew."
)
PASSWORD_TITLE = T("Пароль", "Password")
MAKE_PASSWORD = T("Сделать новый пароль", "Make a new password")
PASSWORD_NOTE = T(
    "Прежний пароль перестанет действовать, открытые сеансы закончатся.",
    "The old password stops working and open sessions end.",
)
ACCESS_TITLE = T("Вход в службу", "Access")
LOCK = T("Закрыть вход", "Lock out")
UNLOCK = T("Открыть вход", "Let in again")
LOCK_NOTE = T(
    "Человек останется в списке, но войти не сможет; открытые сеансы закончатся сразу.",
    "The person stays in the list but cannot sign in; open sessions end at once.",
)
REMOVE_PERSON = T("Удалить человека", "Remove this person")
REMOVE_NOTE = T(
    "Книги и отчёты останутся, записи журнала тоже.",
    "Workbooks and reports stay, and so do the entries of the audit.",
)
REMOVE_CONFIRM = T("Чтобы подтвердить, наберите логин {login}", "To confirm, type the login {login}")
HAS_ONE = T("Пароль есть.", "There is a password.")
HAS_NONE = T("Пароля нет: вход только через Google.", "There is no password: signs in with Google only.")
ALL_PEOPLE = T("Все люди", "All people")

PERSON_EXISTS = T("Такой логин уже есть.", "There is such a login already.")
LAST_ADMIN = T(
    "Это последний администратор: сначала сделайте администратором кого-то ещё.",
    "This is the last administrator: make someone else an administrator first.",
)
BAD_LOGIN = T(
    "Логин — адрес почты или слово без пробелов, не длиннее 254 знаков.",
    "A login is an e-mail address or a word without blanks, of at most 254 characters.",
)
BAD_ROLE = T("Выберите роль.", "Choose a role.")
NO_MANAGER = T(
    "Менеджеру нужно имя — как в столбце «Менеджер» книги, иначе он не увидит ни одной строки.",
    "A manager needs the name as the workbook's column “Manager” has it, or no row would be theirs.",
)
NEEDLESS = T("Имя нужно только роли «менеджер».", "Only the role “manager” needs a name.")
NOT_TYPED = T("Наберите логин точно так, как он написан.", "Type the login exactly as it is written.")
NOT_YOURSELF = T(
    "Себя закрыть или удалить нельзя: попросите другого администратора.",
    "You cannot lock out or remove yourself: ask another administrator.",
)
