"""placeholder"""


class Fetcher: ...
