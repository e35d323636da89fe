"""Names of companies and people that nobody bears on purpose."""

from core.i18n import T


def _pairs(text: str) -> list[T]:
    return [
        T(*(word.strip() for word in pair.split("/"))) for pair in text.replace("\n", " ").split(";") if pair.strip()
    ]


ROOTS = _pairs(
    """Вектор/Vector; Северный путь/Northway; Горизонт/Horizon; Квадрат/Quadrat; Меридиан/Meridian; Берег/Shore;
    Гранит/Granite; Восход/Sunrise; Лидер/Leader; Парус/Sail; Орбита/Orbit; Феникс/Phoenix; Кедр/Cedar; Маяк/Beacon;
    Ракурс/Angle; Темп/Tempo; Прогресс/Progress; Импульс/Impulse; Контур/Contour; Магистраль/Mainline; Заря/Dawn;
    Дельта/Delta; Сигма/Sigma; Омега/Omega; Спектр/Spectrum; Эталон/Standard; Каскад/Cascade; Атлант/Atlas;
    Рубин/Ruby; Янтарь/Amber; Сапфир/Sapphire; Топаз/Topaz; Коралл/Coral; Тайга/Taiga; Байкал/Baikal; Волга/Volga;
    Кама/Kama; Урал/Ural; Алтай/Altai; Полюс/Pole; Зенит/Zenith; Комета/Comet; Метеор/Meteor; Спутник/Satellite;
    Планета/Planet; Галактика/Galaxy; Формула/Formula; Кристалл/Crystal; Пирамида/Pyramid; Колос/Harvest;
    Родник/Spring; Мельница/Mill; Карусель/Carousel; Компас/Compass; Якорь/Anchor; Штурвал/Helm; Причал/Pier;
    Гавань/Harbour; Бриз/Breeze; Шторм/Storm; Дубрава/Oakwood; Сосна/Pine; Берёза/Birch; Рябина/Rowan; Ласточка/Swallow;
    Журавль/Crane; Соболь/Sable; Барс/Leopard; Беркут/Eagle; Стрела/Arrow; Мост/Bridge; Кремень/Flint; Уголёк/Ember;
    Искра/Spark; Радуга/Rainbow; Азимут/Azimuth"""
)
KINDS = _pairs(
    """Торг/Trade; Склад/Storage; Логистика/Logistics; Строй/Build; Снабжение/Supply; Мебель/Furniture;
    Сервис/Service; Пром/Industry; Фарм/Pharma; Маркет/Market; Мастер/Workshop"""
)
FORMS = (T("ООО", "LLC"), T("ООО", "Ltd"), T("АО", "Inc"))

MEN = _pairs(
    """Алексей/Alexander; Андрей/Andrew; Виктор/Victor; Владимир/William; Георгий/George; Евгений/Eugene; Иван/John;
    Кирилл/Cyril; Михаил/Michael; Николай/Nicholas; Олег/Oliver; Роман/Robert; Степан/Stephen; Юрий/Julian"""
)
WOMEN = _pairs(
    """Александра/Alexandra; Вера/Vera; Галина/Grace; Дарья/Diana; Екатерина/Catherine; Ирина/Irene; Ксения/Kate;
    Людмила/Lucy; Наталья/Natalie; Полина/Pauline; Светлана/Claire; Татьяна/Tina; Юлия/Julia"""
)
SURNAMES = _pairs(
    """Абрамов/Abrams; Баранов/Barron; Виноградов/Vine; Герасимов/Gerard; Демидов/Demond; Ершов/Archer;
    Жуков/Beetham; Зайцев/Hare; Ильин/Ellis; Карпов/Carp; Логинов/Logan; Макаров/Macey; Никитин/Nixon; Осипов/Osborne;
    Панов/Penn; Рогов/Rogers; Савин/Savin; Титов/Titus; Уваров/Ewart; Фомин/Thomas; Хохлов/Holt; Цветков/Flowers;
    Чернов/Black; Шубин/Shaw; Щукин/Pike; Юдин/Judd; Яшин/Ashton"""
)


def company(n: int) -> T:
    """The name of client number ``n``: each root twice at most, with different words."""
    root, round_ = ROOTS[n % len(ROOTS)], n // len(ROOTS)
    kind = KINDS[(n * 7 + round_ * 4) % len(KINDS)]
    form = FORMS[(n * 5 + round_) % len(FORMS)]
    return T(f"{form.ru} «{root.ru} {kind.ru}»", f"{root.en} {kind.en} {form.en}")


def person(n: int, woman: bool) -> T:
    first = (WOMEN if woman else MEN)[n % (len(WOMEN) if woman else len(MEN))]
    last = SURNAMES[(n * 11) % len(SURNAMES)]
    return T(f"{first.ru} {last.ru}{'а' if woman else ''}", f"{first.en} {last.en}")
