import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

const recordsAtOnce = 500;

/** Writes a file block by block. @param block gives the text of some records from a number on; null at the end. */
function writeBlocks(path: string, head: string, block: (from: number) => string | null, tail: string): string {
  const file = openSync(path, "w");
  writeSync(file, head);
  for (let from = 0; ; from += recordsAtOnce) {
    const text = block(from);
    if (text === null) break;
    writeSync(file, text);
  }
  writeSync(file, tail);
  closeSync(file);
  return path;
}

/** Writes nmap's XML of about so many megabytes, as `nmap -sV -sC` gives it: 2.6 kB a host. @returns its path. */
export function writeNmapXml(folder: string, megabytes: number): string {
  let written = 0;
  const block = (from: number): string | null => {
    if (written >= megabytes * 1e6) return null;
    const text = Array.from({ length: recordsAtOnce }, (_, at) => hostElement(from + at)).join("");
    written += text.length;
    return text;
  };
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner="nmap" args="nmap -sV -sC -oX scan.xml" start="1500000000" version="7.94">\n' +
    '<scaninfo type="syn" protocol="tcp" numservices="1000" services="1-1024,3306,8080"/>\n';
  return writeBlocks(join(folder, "scan.xml"), head, block, "</nmaprun>\n");
}

function hostElement(number: number): string {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  const ports = [22, 80, 443, 8080, 3306].map(
    (port) =>
      `<port protocol="tcp" portid="${port}"><state state="${(number + port) % 3 === 0 ? "filtered" : "open"}" reason="syn-ack" reason_ttl="52"/>` +
      '<service name="http" product="nginx" version="1.18.0" extrainfo="Ubuntu" ostype="Linux" method="probed" conf="10">' +
      "<cpe>cpe:/a:igor_sysoev:nginx:1.18.0</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service>" +
      '<script id="http-title" output="Welcome to nginx!&#xa;Second line &amp; more"><elem key="title">Welcome to nginx!</elem>\n</script></port>\n',
  );
  return (
    `<host starttime="1500000000" endtime="1500000100"><status state="up" reason="echo-reply" reason_ttl="52"/>\n` +
    `<address addr="${address}" addrtype="ipv4"/>\n<hostnames>\n<hostname name="host-${number}.example.net" type="PTR"/>\n</hostnames>\n` +
    `<ports><extraports state="closed" count="995">\n<extrareasons reason="reset" count="995" proto="tcp" ports="1,3-4,6-7,9,13,17"/>\n</extraports>\n` +
    `${ports.join("")}</ports>\n<times srtt="1000" rttvar="500" to="100000"/>\n</host>\n`
  );
}

const paths = [
  "/",
  "/wp-login.php",
  "/phpmyadmin/",
  "/admin/",
  "/robots.txt",
  "/manager/html",
  "/login",
  "/index.html",
];
const statuses = [200, 404, 404, 301, 200, 404, 302, 200, 403, 404];

/** Writes records of httpx, eight of each site, 600 bytes each. @returns the file's path. */
export function writeHttpx(folder: string, lines: number): string {
  const block = (from: number): string | null => {
    if (from >= lines) return null;
    return Array.from({ length: Math.min(recordsAtOnce, lines - from) }, (_, at) => httpxLine(from + at)).join("");
  };
  return writeBlocks(join(folder, "sites.jsonl"), "", block, "");
}

function httpxLine(number: number): string {
  const site = Math.floor(number / paths.length);
  const path = paths[number % paths.length]!;
  const status = statuses[(number * 7 + site) % statuses.length]!;
  const host = `${site % 97 === 0 ? "admin" : "www"}.site-${site}.example.jp`;
  return (
    `{"timestamp":"2026-11-01T03:04:05.123456789+09:00","hash":{"body_md5":"5d41402abc4b2a76b9719d911017c592","header_md5":"7d793037a0760186574b0282f2f435e7"},` +
    `"port":"443","url":"https://${host}${path}","input":"site-${site}.example.jp","location":"${status === 302 ? "/login?next=\\u0026x" : ""}",` +
    `"title":"${path} \\u0026 more of site ${site}","scheme":"https","webserver":"nginx","content_type":"text/html","method":"GET","host":"192.0.2.1",` +
    `"path":"${path}","time":"123.456789ms","a":["192.0.2.1","192.0.2.2"],"tech":["Nginx","PHP:7.4.3","jQuery"],"words":123,"lines":45,"status_code":${status},"content_length":6789,"failed":false}\n`
  );
}
