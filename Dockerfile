# syntax=docker/dockerfile:1
# The dashboard as a service: no root, nothing written but Streamlit's own temporary files. data/ is in the image; mount a newer one
# over /app/data to serve it. Build: docker build -t risk-indicators . Run: docker run --rm -p 8501:8501 risk-indicators
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

RUN useradd --create-home --uid 10001 reader

COPY requirements.txt constraints.txt ./
RUN python -m pip install -r requirements.txt -c constraints.txt

COPY pyproject.toml README.md LICENSE DATA_LICENCES.md CITATION.cff ./
COPY indicators ./indicators
RUN python -m compileall -q indicators
COPY --chown=reader data ./data

USER 10001
ENV HOME=/home/reader INDICATORS_DATA=/app/data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8501/_stcore/health', timeout=4)"]
ENTRYPOINT ["python", "-m", "indicators"]
CMD ["serve", "--address", "0.0.0.0", "--port", "8501"]
