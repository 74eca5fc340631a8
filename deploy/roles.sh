#!/bin/bash
# Run once by the official PostgreSQL image, on an empty volume: three roles and one database (docs/operations.md).
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$OWNER_PASSWORD" -v web="$WEB_PASSWORD" -v worker="$WORKER_PASSWORD" <<'SQL'
CREATE ROLE safetynet_web LOGIN PASSWORD :'web';
CREATE ROLE safetynet_worker LOGIN PASSWORD :'worker';
CREATE ROLE safetynet_owner LOGIN PASSWORD :'owner';
CREATE DATABASE safetynet OWNER safetynet_owner;
REVOKE CONNECT ON DATABASE safetynet FROM PUBLIC;
GRANT CONNECT ON DATABASE safetynet TO safetynet_web, safetynet_worker;
SQL
