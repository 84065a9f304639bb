"""Words for invented people: flowers, trees and birds, so that nobody takes them for real."""

FLOWERS = ["Melati", "Anggrek", "Kenanga", "Cempaka", "Mawar", "Seruni", "Dahlia", "Teratai", "Kamboja"]
FLOWERS += ["Flamboyan", "Soka", "Seroja", "Kemuning", "Bougenvil", "Lantana", "Asoka", "Alamanda", "Kantil"]
TREES = [
    "Cendana",
    "Jati",
    "Mahoni",
    "Meranti",
    "Beringin",
    "Trembesi",
    "Ketapang",
    "Waru",
    "Lontar",
    "Randu",
]
HAMLETS = ["Dusun Contoh Utara", "Dusun Contoh Selatan", "Dusun Contoh Timur", "Dusun Contoh Barat"]

VIOLENCE_STORIES = [
    "Cerita contoh: ia sering dibentak dan didorong di rumah. Ia ingin ada yang menemani ke Puskesmas.",
    "Cerita contoh: pertengkaran terjadi sejak lama. Ia minta waktu untuk berpikir, ingin tahu haknya.",
    "Cerita contoh: kejadian di jalan pulang. Ia takut keluar sendirian dan minta didampingi.",
    "Cerita contoh: uang belanja tidak diberi berbulan-bulan. Anak-anak ikut menanggung.",
    "",
]
SOCIAL_STORIES = [
    "Contoh: belum punya surat sejak pindah, sudah dua kali ke kantor.",
    "Contoh: kartu tidak aktif ketika berobat.",
    "Contoh: tidak tahu harus mengurus ke mana.",
    "",
    "",
]
REMINDERS = ["rumah dekat sumur", "warung hijau", "ibu kader", "jalan belakang sekolah", "pagar bambu", ""]
NOTES = [
    "Berkunjung dan mendengarkan. Keadaan lebih tenang.",
    "Menemani ke kantor, berkas diterima petugas.",
    "Menelepon layanan, diminta menunggu minggu depan.",
    "Melengkapi fotokopi surat bersama keluarga.",
    "Bertemu di posyandu, sepakat bertemu lagi.",
]
VIOLENCE_TOLD = [
    "Perlu pemeriksaan kesehatan, mohon ditemui berdua saja.",
    "Perlu konsultasi hukum, mohon ditemui berdua saja.",
    "Perlu pendampingan, waktu yang aman pagi hari.",
]
SOCIAL_TOLD = ["Perlu didampingi mengurus berkas.", "Berkas sudah lengkap.", "Mohon penjelasan syaratnya."]
VIOLENCE_ACTIONS = [
    "Antar ke Puskesmas",
    "Hubungi UPTD PPA untuk pendampingan",
    "Temui lagi untuk menanyakan keadaannya",
    "Tanyakan bantuan hukum ke Posbankum",
]
SOCIAL_ACTIONS = [
    "Lengkapi fotokopi Kartu Keluarga",
    "Tanyakan syaratnya ke kantor desa",
    "Dampingi mengajukan berkas",
    "Tanyakan hasilnya",
]
SAFE_PLACE = "Contoh: rumah bibi di dusun sebelah."
SIGNAL = "Contoh: mengirim gambar bunga."
NOT_POSSIBLE = "Contoh: kantornya tutup sampai bulan depan."
QUESTIONS = [
    "Apakah rujukannya sudah dijawab layanan?",
    "Apakah orangnya sekarang aman?",
    "Kapan kunjungan berikutnya?",
]
ANSWERS = ["Sudah, layanan minta menunggu.", "Ia aman, tinggal di rumah saudaranya.", "Minggu depan."]
FLAGS = ["Layanan lama tidak menjawab.", "Perlu dibicarakan dengan koordinator."]
RESOLUTIONS = ["Sudah dibicarakan dengan layanannya.", "Koordinator ikut mendampingi."]


def person_name(number: int) -> str:
    """An invented name that says so: "Melati Cendana Contoh"."""
    return f"{FLOWERS[number % len(FLOWERS)]} {TREES[number // len(FLOWERS) % len(TREES)]} Contoh"


def phone(number: int) -> str:
    """E.164, in a row of zeros that no network gives out."""
    return f"+62812000{number % 100_000:05d}"
