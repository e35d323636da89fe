"""Words of several pages."""

from core.i18n import T

SAVE = T("Сохранить", "Save")
SAVED = T("Сохранено.", "Saved.")
YES = T("да", "yes")
NO = T("нет", "no")
REQUIRED = T("обязательно", "required")
ADD = T("Добавить", "Add")
REMOVE = T("Удалить", "Remove")
COPY_IT = T("Скопировать", "Copy")
COPIED_IT = T("Скопировано", "Copied")
LOGIN_NAME = T("Логин", "Login")
ROLE = T("Роль", "Role")
WORKBOOK = T("Книга", "Workbook")
WHEN = T("Когда", "When")
NEVER = T("ещё ни разу", "never")
ROLE_ADMIN = T("администратор", "administrator")
ROLE_HEAD = T("руководитель", "head of sales")
ROLE_MANAGER = T("менеджер", "manager")
ONCE = T("Больше мы его не покажем: сохраните сейчас.", "It is not shown again: keep it now.")
