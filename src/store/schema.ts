/** The version of the tables that this program writes. Others are migrated, or refused when they are newer. */
export const schemaVersion = 1;

/**
 * The tables of a store. Each row belongs to an origin, the file it was read from, so that an origin can be taken out
 * again. Days are those of the store's zone; `NULL` stands for what a log does not tell: a day, a protocol, a port.
 * Only sums are kept, no shares: those are of the analysis, by the mapping of the day it runs.
 */
const tables = `
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE devices (device INTEGER PRIMARY KEY, name VARCHAR NOT NULL);
CREATE TABLE origins (
  origin INTEGER PRIMARY KEY, path VARCHAR NOT NULL, imported TIMESTAMP NOT NULL, tool VARCHAR NOT NULL,
  bytes DOUBLE NOT NULL, denials DOUBLE NOT NULL, without_time DOUBLE NOT NULL, first_day DATE, last_day DATE);
CREATE TABLE logs (
  origin INTEGER NOT NULL, path VARCHAR NOT NULL, stored_bytes DOUBLE NOT NULL, format VARCHAR NOT NULL,
  base_year INTEGER NOT NULL, zone VARCHAR NOT NULL,
  total DOUBLE NOT NULL, denials DOUBLE NOT NULL, allowed DOUBLE NOT NULL, skipped DOUBLE NOT NULL,
  duplicate DOUBLE NOT NULL, unparsed DOUBLE NOT NULL, too_long DOUBLE NOT NULL, error VARCHAR);
CREATE TABLE prints (
  origin INTEGER NOT NULL, head_bytes INTEGER NOT NULL, head VARCHAR NOT NULL, bytes DOUBLE NOT NULL,
  tail VARCHAR NOT NULL, sum VARCHAR NOT NULL);
CREATE TABLE copies (print VARCHAR NOT NULL, origin INTEGER NOT NULL);
CREATE TABLE origin_cells (
  origin INTEGER NOT NULL, day DATE, device INTEGER NOT NULL, protocol SMALLINT, port INTEGER,
  denials BIGINT NOT NULL, packets BIGINT NOT NULL);
CREATE TABLE origin_months (
  origin INTEGER NOT NULL, month DATE, device INTEGER NOT NULL, protocol SMALLINT, port INTEGER,
  denials BIGINT NOT NULL, packets BIGINT NOT NULL);
CREATE TABLE origin_days (
  origin INTEGER NOT NULL, day DATE, device INTEGER NOT NULL, denials BIGINT NOT NULL, packets BIGINT NOT NULL);
CREATE TABLE origin_facts (
  origin INTEGER NOT NULL, day DATE, assumed BIGINT NOT NULL, without_packets BIGINT NOT NULL,
  backscatter BIGINT NOT NULL, inbound BIGINT NOT NULL, outbound BIGINT NOT NULL, internal BIGINT NOT NULL,
  multicast BIGINT NOT NULL, unknown BIGINT NOT NULL, first_sec BIGINT NOT NULL, last_sec BIGINT NOT NULL);
CREATE TABLE origin_quarters (
  origin INTEGER NOT NULL, device INTEGER NOT NULL, quarter INTEGER NOT NULL, lines BIGINT NOT NULL,
  denied BIGINT NOT NULL);
CREATE TABLE origin_contacts (
  origin INTEGER NOT NULL, month DATE, own BOOLEAN NOT NULL, zeros TINYINT NOT NULL, day DATE,
  source INTEGER NOT NULL, destination INTEGER NOT NULL, packed INTEGER NOT NULL, denials BIGINT NOT NULL);
CREATE TABLE origin_samples (
  origin INTEGER NOT NULL, month DATE, own BOOLEAN NOT NULL, level TINYINT NOT NULL, thinned BOOLEAN NOT NULL,
  name_mask INTEGER NOT NULL);
CREATE TABLE origin_thinned (
  origin INTEGER NOT NULL, month DATE, own BOOLEAN NOT NULL, day DATE, source INTEGER NOT NULL,
  level TINYINT NOT NULL);
CREATE TABLE origin_names (
  origin INTEGER NOT NULL, month DATE, word INTEGER NOT NULL,
  w0 INTEGER NOT NULL, w1 INTEGER NOT NULL, w2 INTEGER NOT NULL, w3 INTEGER NOT NULL);
CREATE TABLE origin_omissions (
  origin INTEGER NOT NULL, device INTEGER NOT NULL, kind VARCHAR NOT NULL, lines BIGINT NOT NULL,
  messages BIGINT NOT NULL);
CREATE TABLE origin_jumps (origin INTEGER NOT NULL, device INTEGER NOT NULL, jumps INTEGER NOT NULL);
`;

/** Tables with rows of an origin; what is forgotten goes from all of them. */
export const originTables = [
  "origins",
  "logs",
  "prints",
  "copies",
  "origin_cells",
  "origin_months",
  "origin_days",
  "origin_facts",
  "origin_quarters",
  "origin_contacts",
  "origin_samples",
  "origin_thinned",
  "origin_names",
  "origin_omissions",
  "origin_jumps",
] as const;

/** Those of them that tell of single addresses. */
export const addressTables = ["origin_contacts", "origin_samples", "origin_thinned", "origin_names"] as const;

/** Views for people: sums over origins, and names for numbers. */
const views = `
CREATE VIEW cells AS
  SELECT day, name AS device, protocol, port, sum(denials)::BIGINT AS denials, sum(packets)::BIGINT AS packets
  FROM origin_cells JOIN devices USING (device) GROUP BY ALL;
CREATE VIEW months AS
  SELECT month, name AS device, protocol, port, sum(denials)::BIGINT AS denials, sum(packets)::BIGINT AS packets
  FROM origin_months JOIN devices USING (device) GROUP BY ALL;
CREATE VIEW days AS
  SELECT day, name AS device, sum(denials)::BIGINT AS denials, sum(packets)::BIGINT AS packets
  FROM origin_days JOIN devices USING (device) GROUP BY ALL;
CREATE VIEW hours AS
  SELECT make_timestamp((quarter // 4)::BIGINT * 3600000000) AS hour_utc, name AS device,
    sum(lines)::BIGINT AS lines, sum(denied)::BIGINT AS denied
  FROM origin_quarters JOIN devices USING (device) GROUP BY ALL;
CREATE VIEW contacts AS
  SELECT month, day, own,
    CASE WHEN packed & 1073741824 = 0 THEN concat_ws('.', (source >> 24) & 255, (source >> 16) & 255, (source >> 8) & 255, source & 255) END AS source,
    CASE WHEN packed & 1073741824 = 0 THEN concat_ws('.', (destination >> 24) & 255, (destination >> 16) & 255, (destination >> 8) & 255, destination & 255) END AS destination,
    nullif(((packed >> 17) & 511) - 1, -1) AS protocol, nullif((packed & 131071) - 1, -1) AS port, denials
  FROM origin_contacts;
CREATE VIEW sources AS
  WITH levels AS (SELECT month, own, max(level) AS level FROM origin_samples GROUP BY ALL)
  SELECT month, nullif(((packed >> 17) & 511) - 1, -1) AS protocol, nullif((packed & 131071) - 1, -1) AS port,
    sum(kept << level)::BIGINT AS sources
  FROM (
    SELECT c.month, packed & 134217727 AS packed, levels.level, count(DISTINCT source) AS kept
    FROM origin_contacts c JOIN levels ON c.month IS NOT DISTINCT FROM levels.month AND c.own = levels.own
    WHERE zeros >= levels.level GROUP BY ALL)
  GROUP BY ALL;
`;

const comments = `
COMMENT ON TABLE meta IS 'schema: version of these tables; zone: whose days they have; home: own networks beside private ones';
COMMENT ON TABLE origins IS 'one row for each file that was imported; bytes as stored';
COMMENT ON TABLE logs IS 'the logs in an origin (one, but for archives) with what became of their lines: total is the sum of the six fates';
COMMENT ON TABLE prints IS 'fingerprints of the unpacked content of logs, by which they are known again';
COMMENT ON TABLE copies IS 'fingerprints of files as stored whose content is that of an origin, and of what origins have grown from';
COMMENT ON TABLE origin_cells IS 'denials and packets by day, device, protocol (IANA number) and destination port: exact';
COMMENT ON TABLE origin_months IS 'sums of origin_cells by month: derived, and asked first';
COMMENT ON TABLE origin_days IS 'sums of origin_cells by day and device: derived';
COMMENT ON TABLE origin_facts IS 'of the denials of a day: assumed by default, without packets, like answers, by scope; seconds since 1970 UTC of the first and last';
COMMENT ON TABLE origin_quarters IS 'decisions and denials among them by device and quarter of an hour since 1970 UTC';
COMMENT ON TABLE origin_contacts IS 'who was refused at what: of all sources, or of those whose hash ends in at least origin_samples.level zeros; addresses as words, hashed for IPv6';
COMMENT ON TABLE origin_samples IS 'of which sources contacts are kept: each stands for 2^level';
COMMENT ON TABLE origin_thinned IS 'sources of which only a part of a day is kept: each contact stands for 2^level';
COMMENT ON TABLE origin_names IS 'IPv6 addresses behind words';
COMMENT ON TABLE origin_omissions IS 'messages that devices say they left out';
COMMENT ON TABLE origin_jumps IS 'how often the clock of a device was set back';
COMMENT ON VIEW cells IS 'denials and packets by day, device, protocol and destination port, over all origins';
COMMENT ON VIEW months IS 'the same by month (its first day)';
COMMENT ON VIEW days IS 'denials and packets by day and device';
COMMENT ON VIEW hours IS 'decisions and denials among them by hour and device';
COMMENT ON VIEW contacts IS 'who was refused at what, of the sources kept; addresses of IPv6 are NULL';
COMMENT ON VIEW sources IS 'distinct sources by month, protocol and port; estimated where samples have a level above 0';
`;

/** Makes the tables and views of a new store. */
export const createSchema = tables + views + comments;
