"""A visitor without a browser: speaks to a real server over a raw websocket, as any program may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

ANEW = ForwardMsg.FINISHED_EARLY_FOR_RERUN
"""How a run ends that makes room for another one by itself."""


@dataclass
class Visitor:
    """One connection, which is one session; `frames` are all messages that ever came over it."""

    socket: ClientConnection
    page: str = ""
    query: str = ""
    """What the address bar has after the page's path."""
    frames: list[bytes] = field(default_factory=list)
    drawn: list[ForwardMsg] = field(default_factory=list)
    """What the last run drew."""

    def run(self, *widgets: WidgetState, query: str = "", page: str = "") -> str:
        """Have the script run with what these widgets say, and return all that it drew as text.

        `page` is the end of a page's address, "" for the page that the visitor is on.
        """
        self.query = query
        self._rerun(ClientState(page_name=page or self.page), widgets)
        return "\n".join(map(str, self.drawn))

    def go(self, page: str) -> None:
        """Go on to a page, by the end of its address, as its link in the navigation does."""
        self.page = page
        self._rerun(ClientState(page_name=page))

    def press(self, label: str, option: str = "") -> None:
        """Press a button, or an option of a choice, of the last run, as a browser does.

        What stands in a fragment has only that rerun.
        """
        kind = "button_group" if option else "button"
        offered = [(one, getattr(one.new_element, kind)) for one in self._deltas(kind)]
        ((delta, button),) = [(one, button) for one, button in offered if button.label == label]
        pressed = WidgetState(id=button.id)
        if option:
            pressed.string_array_value.data.append(option)
        else:
            pressed.trigger_value = True
        self._rerun(ClientState(page_name=self.page, fragment_id=delta.fragment_id), [pressed])

    def clear_cache(self) -> None:
        """Send Streamlit's "clear cache", which no page of ours offers and any program may."""
        asked = BackMsg()
        asked.clear_cache = True
        self.socket.send(asked.SerializeToString())

    def try_passcode(self, text: str) -> str:
        """Submit the form as a browser does, and return what was drawn then."""
        fields, buttons = self.elements("text_input"), self.elements("button")
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

    def _rerun(self, state: ClientState, widgets: Iterable[WidgetState] = ()) -> None:
        state.query_string = self.query
        state.widget_states.widgets.extend(widgets)
        self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        self.drawn = []
        while not self.drawn or self.drawn[-1].WhichOneof("type") != "script_finished":
            self.drawn.append(heard := self._heard())
            if heard.HasField("page_info_changed"):
                self.query = heard.page_info_changed.query_string
            if heard.HasField("script_finished") and heard.script_finished == ANEW:
                self.drawn = []

    def elements(self, kind: str) -> list:
        """Return the elements of a kind that the last run drew, in Streamlit's word for it."""
        return [getattr(one.new_element, kind) for one in self._deltas(kind)]

    def _deltas(self, kind: str) -> list[Delta]:
        drawn = [one.delta for one in self.drawn if one.HasField("delta")]
        return [one for one in drawn if one.new_element.WhichOneof("type") == kind]

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
