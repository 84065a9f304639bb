"""Who gets what at which address: every address of the portal, every role, own things and foreign ones.

One letter per role, in the order of world.ROLES, for GET and for POST (of an empty form):

    stranger nobody relawan anggota humas kawil sekdes petugas petugas2 bakti

    o  the page, or the form again (200)     x  not permitted (403)
    n  nothing to show (204)                 -  there is no such thing (404)
    >  led on, within the portal (302)       m  not by this method (405)
    L  to the login
    A  to the door of admin, admin/login/, which asks for a login or refuses
    i  to admin's index: nothing of that number within reach

A single letter stands for everybody but the stranger, who gets L. Of a set of things (``*worked``) two
letters stand for whoever acts on it and whoever only looks on; the set says who that is. Whether a POST
is permitted, Django's admin asks before it looks for the thing.
"""

from dataclasses import dataclass

# Things by name (world.py) → who acts (1), who looks on (2), and what all others get.
SETS = {
    # Volunteers work a case, officers and administrators review it, for all others it does not exist.
    "*worked": {
        "B": "L-11---2-2",
        "A": "L-1----2-2",
        "B-humas": "L-111--2-2",
        "A-kawil": "L-1--1-2-2",
        "B-by-kawil": "L-11---2-2",
        "A-hidden": "L--1-----2",
        "B-foreign": "L-------22",
        "A-foreign": "L-------22",
    },
    # What only cases of violence have.
    "*violence": {
        "A": "L-1----2-2",
        "A-kawil": "L-1--1-2-2",
        "A-hidden": "L--1-----2",
        "A-foreign": "L-------22",
    },
    # What is done with kind B alone: with violence there is no such thing.
    "*social": {
        "B": "L-11---2-2",
        "A": "L------2-2",
        "B-humas": "L-111--2-2",
        "B-by-kawil": "L-11---2-2",
        "B-foreign": "L-------22",
    },
    # Of those who work it, the nearest say from whom it is hidden.
    "*near": {
        "B": "L-12---2-2",
        "A": "L-1----2-2",
        "B-humas": "L-121--2-2",
        "A-kawil": "L-1--1-2-2",
        "A-hidden": "L--1-----2",
        "B-foreign": "L-------22",
    },
    # Whoever works it, and the officer of a case that is not sealed before her (kind B).
    "*readable": {
        "B": "L-11---1-2",
        "A": "L-1----2-2",
        "B-humas": "L-111--1-2",
        "A-kawil": "L-1--1-2-2",
        "A-hidden": "L--1-----2",
        "B-foreign": "L-------12",
        "A-foreign": "L-------22",
    },
    # Who gives a case on: its assignee, its coordinator; and who destroys a file of it.
    "*giver": {
        "B": "L-12---2-2",
        "A": "L-1----2-2",
        "B-humas": "L-121--2-2",
        "A-kawil": "L-1--1-2-2",
        "A-hidden": "L--1-----2",
        "B-foreign": "L-------22",
    },
    # Files of kind B for who accompanies the group; all others see the case with its seal first.
    "*unsealed": {
        "B": "LAAAAAA1i2",
        "A": "LAAAAAA2i2",
        "A-hidden": "LAAAAAAii2",
        "B-foreign": "LAAAAAAi12",
    },
    # An offer is there for its receivers alone; officers answer in admin.
    "*offer": {"offer in": "Lx1---xxxx", "offer out": "Lx----xxxx"},
    "*answer": {"offer in": "LAAAAAA1i1", "offer out": "LAAAAAAi11"},
    "*reviewed": {
        "B": "LAAAAAA1i1",
        "A": "LAAAAAA1i1",
        "A-hidden": "LAAAAAAii1",
        "B-foreign": "LAAAAAAi11",
        "A-foreign": "LAAAAAAi11",
    },
    # What a partner keeps; what everybody knows and nobody, or only the administrator, changes.
    "*kept": {"own": "LAAAAAA1i1", "foreign": "LAAAAAAi11"},
    "*provider": {"own": "LAAAAAA121", "foreign": "LAAAAAA211"},
    "*partner": {"own": "LAAAAAA2i1", "foreign": "LAAAAAAi21"},
    "*standard": {"standard plan": "LAAAAAA111"},
    "*limits": {"limits": "LAAAAAA221"},
    # Of a village: who works there, and who accompanies it.
    "*proposal": {"own proposal": "Lx11111xxx", "foreign proposal": "Lx-----xxx"},
    "*discussed": {"own discussed": "Lx1xxx1xxx", "foreign discussed": "Lx-----xxx"},
    "*followed": {"own proposal": "LAAAAAA1i1", "foreign proposal": "LAAAAAAi11"},
    "*rule": {"proposal rule": "LAAAAAA221"},
    "*step": {"planning step": "LAAAAAA221"},
    "*place": {"own": "LAAAAAA222"},
    "*village": {"own": "LAAAAAA221"},
    # Officers keep their volunteers, the administrator also officers; nobody her own account.
    "*people": {
        "own person": "LAAAAAA1i1",
        "foreign person": "LAAAAAAi11",
        "officer": "LAAAAAAii1",
        "administrator": "LAAAAAAii2",
    },
    # A factor takes the administrator away: whoever may look besides her may not.
    "*factor": {
        "own person": "LAAAAAA2i1",
        "foreign person": "LAAAAAAi21",
        "officer": "LAAAAAAii1",
        "administrator": "LAAAAAAii2",
    },
    "*member": {"own person": "LAAAAAA1i1", "foreign person": "LAAAAAAi11"},
}

TABLE = """
# Open to everybody
masuk/                                                  .          o>>>>>>>>>  o>>>>>>>>>
masuk/kode/                                             .          L>>>>>>>>>  L>>>>>>>>>
masuk/pin/                                              .          L>>>>>>>>>  L>>>>>>>>>
sesi/kunci/                                             .          mmmmmmmmmm  oooooooooo
bantuan/                                                .          oooooooooo  mmmmmmmmmm
privasi/                                                .          oooooooooo  mmmmmmmmmm
sehat/                                                  .          oooooooooo  mmmmmmmmmm
resep/                                                  .          oooooooooo  mmmmmmmmmm
robots.txt                                              .          oooooooooo  mmmmmmmmmm
favicon.ico                                             .          nnnnnnnnnn  mmmmmmmmmm
gaya/                                                   .          oooooooooo  mmmmmmmmmm
keluar/cepat/                                           .          mmmmmmmmmm  >>>>>>>>>>

# Open to whoever holds the code, known to the portal or not; what has none shows nothing to anybody
jawab/<str:code>/                                       B          oooooooooo  oooooooooo
jawab/<str:code>/                                       A          oooooooooo  oooooooooo
jawab/<str:code>/                                       .          ----------  ----------
jawab/<str:code>/permintaan/                            B          mmmmmmmmmm  oooooooooo
jawab/<str:code>/permintaan/                            .          mmmmmmmmmm  ----------
undangan/<str:code>/                                    invitation oooooooooo  oooooooooo
undangan/<str:code>/                                    .          ----------  ----------

# Everybody's own
.                                                       .          Looooo>iii  m
keluar/                                                 .          m           LLLLLLLLLL
akun/                                                   .          o           o
akun/sandi/                                             .          o           o
akun/bukti/                                             .          o           o
akun/langkah-kedua/                                     .          o           m
akun/langkah-kedua/aplikasi/                            .          o           o
akun/langkah-kedua/kunci-sandi/                         .          o           o
akun/langkah-kedua/kode-cadangan/                       factor     L>o>>>>>>>  L>o>>>>>>>
akun/langkah-kedua/<uuid:pk>/hapus/                     factor     L-o-------  L->-------
akun/perangkat/                                         .          o           >
akun/pin/                                               .          Lxooooxxxx  Lxooooxxxx
akun/tampilan/                                          .          o           >
sesi/lanjut/                                            .          m           n
wilayah/cari/                                           .          o           m

# The group
kelompok/                                               .          Lxooooxxxx  m
kelompok/?kelompok=<group>                              own        Lxooooxxxx  m
kelompok/?kelompok=<group>                              foreign    Lx----xxxx  m
kelompok/pembukaan/                                     .          Lxoxxxxxxx  m

# Cases
pengaduan/                                              .          Lxooooxxxx  m
pengaduan/cari/                                         .          Lx>>>>xxxx  Lx>>>>xxxx
pengaduan/catat/                                        .          Lxooooxxxx  Lxooooxxxx
pengaduan/catat/?jenis=kekerasan                        .          Lxooooxxxx  Lxooooxxxx
pengaduan/catat/?jenis=perlindungan-sosial              .          Lxooooxxxx  Lxooooxxxx
pengaduan/tanya/                                        .          Lxooooxxxx  Lxooooxxxx
pengaduan/<case:number>/                                *worked    o>          m
pengaduan/<case:number>/tindak-lanjut/                  *worked    ox          ox
pengaduan/<case:number>/tahap/                          *worked    ox          ox
pengaduan/<case:number>/asesmen/                        *worked    ox          ox
pengaduan/<case:number>/asesmen/<uuid:pk>/              *worked    ox          m
pengaduan/<case:number>/rencana-keselamatan/            *violence  ox          ox
pengaduan/<case:number>/rencana/                        *worked    ox          m
pengaduan/<case:number>/rencana/baku/                   *worked    ox          ox
pengaduan/<case:number>/rencana/tambah/                 *worked    ox          ox
pengaduan/<case:number>/rencana/<uuid:pk>/              *worked    ox          ox
pengaduan/<case:number>/rencana/<uuid:pk>/selesai/      *worked    ox          ox
pengaduan/<case:number>/rujuk/                          *worked    ox          ox
pengaduan/<case:number>/persetujuan/                    *worked    ox          m
pengaduan/<case:number>/persetujuan/catat/              *worked    ox          ox
pengaduan/<case:number>/persetujuan/baca/               *worked    ox          m
pengaduan/<case:number>/cetak/                          *readable  o>          o>
pengaduan/<case:number>/tutup/                          *worked    ox          ox
pengaduan/<case:number>/buka-lagi/                      *worked    ox          ox
pengaduan/<case:number>/pertanyaan/<uuid:pk>/           *worked    ox          ox
pengaduan/<case:number>/ubah/<slug:section>/            *worked    ox          >x
pengaduan/<case:number>/hak/                            *worked    ox          ox
pengaduan/<case:number>/sembunyikan/                    *near      ox          ox
pengaduan/<case:number>/tercatat/                       *worked    ox          m
pengaduan/<case:number>/sama/<int:pk>/                  *worked    ox          ox
pengaduan/<case:number>/orang-lain/                     *social    ox          ox
pengaduan/<case:number>/bersama/                        *social    ox          m
pengaduan/<case:number>/rujuk-semua/                    *social    ox          ox
pengaduan/<case:number>/ternyata-kekerasan/             *social    ox          ox
pengaduan/<case:number>/pendamping/                     *giver     ox          ox
pengaduan/<case:number>/limpahkan/                      *giver     ox          ox
pengaduan/<case:number>/lampiran/                       *worked    ox          ox
pengaduan/<case:number>/lampiran/<uuid:pk>/             *worked    ox          m
pengaduan/<case:number>/lampiran/<uuid:pk>/lihat/       *worked    ox          m
pengaduan/<case:number>/lampiran/<uuid:pk>/asli/        *worked    ox          m
pengaduan/<case:number>/lampiran/<uuid:pk>/hapus/       *giver     ox          >x
pengaduan/serahkan-semua/                               .          Lxooooxxxx  Lx>>>>xxxx
pelimpahan/                                             .          Lxooooxxxx  m
pelimpahan/<uuid:pk>/                                   *offer     ox          ox

# Referrals and services
rujukan/                                                .          Lxooooxxxx  m
rujukan/<uuid:pk>/                                      *worked    ox          m
rujukan/<uuid:pk>/surat/                                *worked    ox          m
rujukan/<uuid:pk>/surat-bersama/                        *worked    ox          m
rujukan/<uuid:pk>/jawaban/                              *worked    ox          ox
rujukan/<uuid:pk>/puas/                                 *worked    ox          ox
rujukan/<uuid:pk>/ingatkan/                             *worked    ox          ox
rujukan/<uuid:pk>/ingatkan/surat/                       *worked    ox          m
rujukan/<uuid:pk>/adukan/                               *worked    ox          ox
rujukan/<uuid:pk>/adukan/surat/                         *worked    >x          m
rujukan/<uuid:pk>/tautan/                               *worked    ox          ox
rujukan/<uuid:pk>/permintaan/<uuid:asked>/              *worked    m           >x
layanan/                                                .          Lxoooooooo  m
layanan/<int:pk>/                                       own        Lxoooooooo  m
layanan/<int:pk>/                                       foreign    Lxoooooooo  m

# Totals
rekap/                                                  .          Lxoooooooo  m
rekap/?desa=<village>                                   own        Lxoooooo-o  m
rekap/?desa=<village>                                   foreign    Lx------oo  m
rekap/desa/                                             .          Lxxxxxxooo  m
rekap/desa/unduh/                                       .          Lxxxxxxooo  m
rekap/papan/                                            .          Lxoooooooo  m
rekap/papan/?desa=<village>                             own        Lxoooooo-o  m
rekap/papan/?desa=<village>                             foreign    Lx------oo  m
rekap/unduh/                                            .          Lxoxxxoooo  m
rekap/unduh/?desa=<village>                             own        Lxoxxxoo-o  m
rekap/unduh/?desa=<village>                             foreign    Lx------oo  m

# Proposals
usulan/                                                 .          Lxoooooxxx  m
usulan/?desa=<village>                                  own        Lxoooooxxx  m
usulan/?desa=<village>                                  foreign    Lx-----xxx  m
usulan/saran/                                           .          Lxoooooxxx  m
usulan/saran/?desa=<village>                            foreign    Lx-----xxx  m
usulan/baru/                                            .          Lxoooooxxx  Lxoooooxxx
usulan/baru/?desa=<village>                             foreign    Lx-----xxx  Lx-----xxx
usulan/unduh/                                           .          Lxoooooxxx  m
usulan/unduh/?desa=<village>                            foreign    Lx-----xxx  m
usulan/aspirasi/                                        .          Lxoooooxxx  m
usulan/aspirasi/?desa=<village>                         foreign    Lx-----xxx  m
usulan/<uuid:pk>/                                       *proposal  o           m
usulan/<uuid:pk>/ubah/                                  *proposal  o           o
usulan/<uuid:pk>/hapus/                                 *proposal  o           >
usulan/<uuid:pk>/lanjut/                                *proposal  m           >
usulan/<uuid:pk>/geser/                                 *proposal  m           >
usulan/<uuid:pk>/langkah/<slug:to>/                     *proposal  o           o
usulan/<uuid:pk>/langkah/<uuid:step>/batal/             *discussed o           o
usulan/<uuid:pk>/langkah/<uuid:step>/batal/             planned      Lxoxxxoxxx  Lxoxxxoxxx
usulan/<uuid:pk>/langkah/<uuid:step>/batal/             undiscussed  Lx>xxx>xxx  Lx>xxx>xxx

# Activities: written by the group, its words and photos for it alone; counts for the secretary and officers
kegiatan/                                               .          Lxoooooxxx  m
kegiatan/catat/                                         .          Lxooooxxxx  Lxooooxxxx
kegiatan/<uuid:pk>/                                     activity   Lxoooooxxx  m
kegiatan/<uuid:pk>/                                     activity-foreign  Lx-----xxx  m
kegiatan/<uuid:pk>/ubah/                                activity   Lxooooxxxx  Lxooooxxxx
kegiatan/<uuid:pk>/ubah/                                activity-foreign  Lx----xxxx  Lx----xxxx
kegiatan/<uuid:pk>/ubah/                                activity-old      Lxoxxxxxxx  Lxoxxxxxxx
kegiatan/<uuid:pk>/hapus/                               activity   Lxooooxxxx  Lx>>>>xxxx
kegiatan/<uuid:pk>/hapus/                               activity-foreign  Lx----xxxx  Lx----xxxx
kegiatan/<uuid:pk>/hapus/                               activity-old      Lxoxxxxxxx  Lx>xxxxxxx
kegiatan/<uuid:pk>/foto/                                activity   Lxooooxxxx  m
kegiatan/<uuid:pk>/foto/                                activity-foreign  Lx-----xxx  m
kegiatan/<uuid:pk>/foto/                                activity-old      Lx----xxxx  m

# Admin: its frame
admin/                                                  .          AAAAAAAooo  AAAAAAAooo
admin/login/                                            .          Lxxxxxxiii  Lxxxxxxiii
admin/logout/                                           .          Aiiiiiimmm  AiiiiiiLLL
admin/password_change/                                  .          AAAAAAA>>>  AAAAAAA>>>
admin/password_change/done/                             .          AAAAAAA>>>  AAAAAAA>>>
admin/autocomplete/                                     .          AAAAAAAmmm  AAAAAAAxxx
admin/jsi18n/                                           .          AAAAAAAooo  AAAAAAAmmm
admin/<app_label>/                                      .          AAAAAAAooo  AAAAAAAooo
admin/<url>                                             .          AAAAAAA---  AAAAAAA---

# Admin: review
admin/complaints/complaint/                             .          LAAAAAAooo  LAAAAAAooo
admin/complaints/complaint/bulanan/                     .          LAAAAAAooo  LAAAAAAooo
admin/complaints/complaint/ekspor/                      .          LAAAAAAooo  LAAAAAAooo
admin/complaints/complaint/ekspor/unduh/                .          LAAAAAAmmm  LAAAAAA>>>
admin/complaints/complaint/angka/                       .          LAAAAAAooo  LAAAAAAooo
admin/complaints/complaint/beban/                       .          LAAAAAAooo  LAAAAAAmmm
admin/complaints/complaint/<uuid:pk>/change/            *reviewed  o           m
admin/complaints/complaint/<uuid:pk>/berikutnya/        *reviewed  >           m
admin/complaints/complaint/<uuid:pk>/buka/              *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tugaskan/          *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tanya/             *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tandai/            *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tinjau/            *reviewed  >           >
admin/complaints/complaint/<uuid:pk>/cabut-tautan/      *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tanda-selesai/     *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/setujui-penutupan/ *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/kembalikan/        *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/gabung/            *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/pisah/             *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/bukan-sama/        *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/limpahkan/         *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tarik/             *reviewed  >           >
admin/complaints/complaint/<uuid:pk>/sembunyikan/       *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tampilkan/         *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/hak-penuhi/        *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/hak-tolak/         *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/tahan/             *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/lepas-tahan/       *reviewed  >           o
admin/complaints/complaint/<uuid:pk>/hak/<uuid:right>/           *unsealed  o>          m
admin/complaints/complaint/<uuid:pk>/lampiran/<uuid:file>/       *unsealed  o>          m
admin/complaints/complaint/<uuid:pk>/lampiran/<uuid:file>/asli/  *unsealed  o>          m
admin/complaints/transfer/                              .          LAAAAAAooo  LAAAAAAooo
admin/complaints/transfer/<uuid:pk>/jawab/              *answer    o           o
admin/complaints/rightsrequest/                         .          LAAAAAAooo  LAAAAAAooo
admin/complaints/inquiry/                               .          LAAAAAAooo  LAAAAAAooo
admin/complaints/referral/                              .          LAAAAAAooo  LAAAAAAooo
admin/planning/proposal/                                .          LAAAAAAooo  LAAAAAAooo
admin/planning/proposal/unduh/                          .          LAAAAAAooo  LAAAAAAmmm
admin/planning/proposal/<uuid:pk>/                      *followed  o           m
admin/safeguards/auditevent/                            .          LAAAAAAxxo  LAAAAAAxxo
admin/complaints/opening/                               .          LAAAAAAxxo  LAAAAAAxxo

# Admin: people and services
admin/members/user/<path:object_id>/reset/              *people    ox          ox
admin/members/user/<path:object_id>/revoke/             *people    ox          >x
admin/members/user/<path:object_id>/factor/             *factor    ox          ox
admin/members/user/<path:object_id>/cases/              *member    o           >
admin/members/user/<path:object_id>/cases/              officer    LAAAAAAii>  LAAAAAAii>
admin/members/user/<path:object_id>/cases/              administrator  LAAAAAAiix  LAAAAAAiix
admin/members/user/<path:object_id>/end/                *people    ox          >x
admin/members/user/<path:object_id>/reopen/             *people    ox          ox
admin/members/member/<path:object_id>/inclusion/        *member    o           o
admin/members/member/import/                            .          LAAAAAAooo  LAAAAAAooo
admin/members/member/process_import/                    .          LAAAAAAmmm  LAAAAAAooo
admin/members/member/export/                            .          LAAAAAAooo  LAAAAAAooo
admin/complaints/provider/import/                       .          LAAAAAAooo  LAAAAAAooo
admin/complaints/provider/process_import/               .          LAAAAAAmmm  LAAAAAAooo
admin/complaints/provider/export/                       .          LAAAAAAooo  LAAAAAAooo
admin/planning/activity/                                .          LAAAAAAooo  LAAAAAAooo
admin/planning/activity/export/                         .          LAAAAAAooo  LAAAAAAooo
admin/complaints/provider/<path:object_id>/catatan/     *provider  o           m
"""

# Models with Django's own pages in admin: who adds (petugas, petugas2, bakti), and the change page.
MODELS = """
complaints/provider      ooo   *provider  o   ox
complaints/standardplan  ooo   *standard  o   o
members/group            ooo   *kept      o   o
members/member           ooo   *member    o   o
members/user             ooo   *people    o   ox
members/assignment       ooo   *people    o   >x
planning/disclosurelimits xxx  *limits    o   ox
members/organisation     xxo   *partner   o   LAAAAAAxxo
planning/proposalrule    xxo   *rule      o   ox
villages/province        xxx   *place     o   ox
villages/regency         xxx   *place     o   ox
villages/district        xxx   *place     o   ox
villages/village         xxo   *village   o   ox
planning/planningstep    xxo   *step      o   ox
"""


@dataclass(frozen=True)
class Row:
    """One address of one thing; ``get`` and ``post`` hold a letter for each of world.ROLES."""

    route: str
    thing: str
    get: str
    post: str

    def __str__(self) -> str:
        return f"{self.route} {self.thing}".removesuffix(" .")


def rows() -> list[Row]:
    return [row for line in [*_lines(TABLE), *_model_lines()] for row in _rows(*line)]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line and not line.startswith("#")]


def _model_lines():
    """List, add, change, delete, history and the short address of each model; nothing is ever deleted."""
    for model, add, things, get, post in _lines(MODELS):
        one, thing = f"admin/{model}/<path:object_id>/", next(iter(SETS[things]))
        for route, letters in (("", "ooo"), ("add/", add)):
            yield f"admin/{model}/{route}", ".", f"LAAAAAA{letters}", f"LAAAAAA{letters}"
        yield f"{one}change/", things, get, post
        yield f"{one}history/", things, "o", "o"
        yield f"{one}delete/", thing, "LAAAAAAxxx", "LAAAAAAxxx"
        yield one, thing, "LAAAAAA>>>", "LAAAAAA>>>"


def _rows(route: str, thing: str, get: str, post: str):
    if not thing.startswith("*"):
        yield Row(route, thing, _all(get), _all(post))
        return
    for name, pattern in SETS[thing].items():
        yield Row(route, name, _of(pattern, get), _of(pattern, post))


def _all(letters: str) -> str:
    return letters if len(letters) == 10 else "L" + letters * 9


def _of(pattern: str, letters: str) -> str:
    """``letters``: for who acts and who looks on; one letter alone is for both."""
    acts, looks_on = letters[0], letters[-1]
    if len(letters) == len(pattern):
        return letters
    if letters == "m":  # by this method nobody, and before login nobody knows
        return "".join(letter if letter in "LA" else "m" for letter in pattern)
    return pattern.replace("1", acts).replace("2", looks_on)
