"""Uploads stay in memory and bounded: what belongs to a case never lies readable in a temporary file."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class InMemoryOnly(FileUploadHandler):
    """Keeps up to UPLOAD_MAX_BYTES of all files of a request together. A file beyond comes empty but with
    its size, so that the form can say so; far beyond, the connection is cut.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.kept = self.received = 0

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.file, self.is_whole = BytesIO(), True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_CUT_BYTES:
            raise StopUpload(connection_reset=True)
        if self.kept + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self._let_go()
        if self.is_whole:
            self.kept += self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def _let_go(self) -> None:
        self.kept -= self.file.getbuffer().nbytes
        self.file, self.is_whole = BytesIO(), False
