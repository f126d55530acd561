"""Where the pages are, as Streamlit names them: by file, from the app's folder."""

COMPARE_PAGE = "components/pages/compare.py"
CREATOR_PAGE = "components/pages/creator.py"
CALLS_PAGE = "components/pages/calls.py"
