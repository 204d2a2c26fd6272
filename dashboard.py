"""The dashboard in a clone, for ``streamlit run dashboard.py`` and for hosts that look for a script here."""

from indicators.pages import dashboard

if __name__ == "__main__":
    dashboard.main()
