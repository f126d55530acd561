"""A visitor without a browser: speaks to a real server over a raw websocket, as any program may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect


@dataclass
class Visitor:
    """One connection, which is one session; `frames` are all messages that ever came over it."""

    socket: ClientConnection
    page: str = ""
    frames: list[bytes] = field(default_factory=list)
    drawn: list[ForwardMsg] = field(default_factory=list)
    """What the last run drew."""

    def run(self, *widgets: WidgetState, query: str = "", page: str = "") -> str:
        """Have the script run with what these widgets say, and return all that it drew as text.

        `page` is the end of a page's address, "" for the page that the visitor is on.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page or self.page
        asked.rerun_script.widget_states.widgets.extend(widgets)
        self.socket.send(asked.SerializeToString())
        self.drawn = []
        while not self.drawn or self.drawn[-1].WhichOneof("type") != "script_finished":
            self.drawn.append(self._heard())
        return "\n".join(map(str, self.drawn))

    def clear_cache(self) -> None:
        """Send Streamlit's "clear cache", which no page of ours offers and any program may."""
        asked = BackMsg()
        asked.clear_cache = True
        self.socket.send(asked.SerializeToString())

    def try_passcode(self, text: str) -> str:
        """Submit the form as a browser does, and return what was drawn then."""
        fields, buttons = self._elements("text_input"), self._elements("button")
        (field_id,) = [one.id for one in fields if one.label == "Passcode"]
        (button_id,) = [one.id for one in buttons if one.label == "Unlock"]
        return self.run(
            WidgetState(id=field_id, string_value=text),
            WidgetState(id=button_id, trigger_value=True),
        )

    @property
    def session_id(self) -> str:
        """The session's own name, which the server tells at first."""
        (first, *_) = (one.new_session for one in self.drawn if one.HasField("new_session"))
        return str(first.initialize.session_id)

    def _elements(self, kind: str) -> list:
        deltas = [one.delta.new_element for one in self.drawn if one.HasField("delta")]
        return [getattr(one, kind) for one in deltas if one.WhichOneof("type") == kind]

    def _heard(self) -> ForwardMsg:
        frame = self.socket.recv(timeout=60)
        assert isinstance(frame, bytes)
        self.frames.append(frame)
        return ForwardMsg.FromString(frame)


@contextmanager
def visiting(
    url: str, *, query: str = "", page: str = "", headers: Mapping[str, str] | None = None
) -> Iterator[Visitor]:
    """Connect to the app at `url`, and see one of its pages once: the first, or by its name."""
    address = f"ws{url.removeprefix('http')}/_stcore/stream"
    options = {"subprotocols": ["streamlit"], "proxy": None, "max_size": None, "max_queue": None}
    with connect(address, additional_headers=headers, **options) as socket:
        visitor = Visitor(socket, page)
        visitor.run(query=query)
        yield visitor
