// Checks a certificate in the reader's own browser. Nothing is sent: the policy of this page allows no connection.
// What it knows of issuers and status lists stands in the page; what does not fit is refused.
"use strict";
const known = JSON.parse(document.getElementById("known").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const LIMIT = 512 * 1024, SMALLEST = 131072, LARGEST = 4 * 2 ** 20;
const CONTEXTS = JSON.stringify(known.contexts);

class Refused extends Error {
  constructor(code, fields = {}) { super(code); this.code = code; this.fields = fields; }
}
const refuse = (code, fields) => { throw new Refused(code, fields); };
const unreadable = detail => refuse("unreadable", { detail: words.details[detail] });
const need = (held, code) => { if (!held) refuse(code); };
const bare = value => value !== null && typeof value === "object" && !Array.isArray(value);

// ---- reading

function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) unreadable("token");
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
  if (toBase64url(bytes) !== text) unreadable("token"); // stray bits: two spellings of one value
  return bytes;
}

function toBase64url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function utf8(bytes, detail) {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return unreadable(detail); }
}

function object(bytes) {
  let value;
  try { value = JSON.parse(utf8(bytes, "token")); } catch { unreadable("token"); }
  if (!bare(value)) unreadable("token");
  return value;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function fromPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset), found = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at), end = at + 8 + length;
    if (end + 4 > bytes.length || view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) unreadable("damaged");
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, end), zero = data.indexOf(0);
    if (kind === "iTXt" && zero > 0 && String.fromCharCode(...data.subarray(0, zero)) === "openbadgecredential") {
      found.push(data.subarray(zero + 1));
    }
    if (kind === "IEND") break;
    at = end + 4;
  }
  if (found.length !== 1) unreadable("none");
  const rest = found[0], language = rest.indexOf(0, 2), translated = rest.indexOf(0, language + 1);
  if (rest[0] !== 0 || language < 0 || translated < 0) unreadable("damaged");
  return utf8(rest.subarray(translated + 1), "damaged");
}

function fromSvg(text) {
  if (/<!DOCTYPE/i.test(text)) unreadable("damaged");
  const found = new DOMParser().parseFromString(text, "image/svg+xml")
    .getElementsByTagNameNS("https://purl.imsglobal.org/ob/v3p0", "credential");
  if (found.length !== 1) unreadable("none");
  return (found[0].getAttribute("verify") || found[0].textContent).trim();
}

function takeOut(bytes) {
  if (bytes.length > LIMIT) refuse("too-large", { limit: LIMIT / 1024 });
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return fromPng(bytes);
  const text = utf8(bytes, "neither").trim();
  if (!text) unreadable("empty");
  return text.startsWith("<") ? fromSvg(text) : text;
}

// ---- signatures

// Five checks, each made only when those before it held. What was begun and did not end has failed.
const CHECKS = ["form", "signature", "issuer", "validity", "status"];
const nobody = { begin() {}, held() {} };

class Steps {
  constructor() { this.states = {}; }
  begin(name) { this.states[name] = "bad"; }
  held(name) { this.states[name] = "good"; }
}

async function fits(key, signature, signed) {
  const publicKey = await crypto.subtle.importKey("raw", fromBase64url(key.x), "Ed25519", false, ["verify"]);
  need(await crypto.subtle.verify("Ed25519", publicKey, signature, signed), "altered");
}

async function opened(text, issuerOf, steps = nobody) {
  const parts = text.split(".");
  if (parts.length !== 3) unreadable("token");
  const header = object(fromBase64url(parts[0])), payload = object(fromBase64url(parts[1]));
  steps.begin("signature");
  if (header.alg !== "EdDSA") refuse("algorithm", { name: String(header.alg).slice(0, 20) });
  if (Object.keys(header).some(name => !["alg", "typ", "jwk", "kid"].includes(name))) unreadable("token");
  const signature = fromBase64url(parts[2]);
  need(signature.length, "no-proof");
  const issuer = issuerOf(payload, steps), jwk = header.jwk;
  // The header only says which of the issuer's keys; the key itself comes from this page.
  const key = issuer.keys.find(one => {
    const method = `${issuer.did}#${one.id}`;
    const named = header.kid === undefined || header.kid === method;
    return bare(jwk) ? named && jwk.kty === "OKP" && jwk.crv === "Ed25519" && jwk.x === one.x : header.kid === method;
  });
  need(key, "key");
  await fits(key, signature, new TextEncoder().encode(`${parts[0]}.${parts[1]}`));
  steps.held("signature");
  return { payload, issuer, key };
}

function time(text) {
  const found = typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(found)) unreadable("token");
  return found;
}

const inForce = (key, moment) =>
  key.withdrawn === null && time(key.since) <= moment && (key.until === null || moment < time(key.until));

// ---- status

async function unpacked(encoded) {
  if (typeof encoded !== "string" || encoded[0] !== "u") refuse("status-altered");
  const stream = new Blob([fromBase64url(encoded.slice(1))]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bits = [];
  let length = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    need(length <= LARGEST, "status-altered");
    bits.push(value);
  }
  need(length * 8 >= SMALLEST, "status-altered");
  return new Uint8Array(await new Blob(bits).arrayBuffer());
}

async function readList(text, now) {
  try {
    const { payload, issuer, key } = await opened(text, one => issuerNamed(one.issuer));
    const subject = payload.credentialSubject;
    const list = { id: payload.id, issuer: issuer.did, purpose: subject.statusPurpose, since: time(payload.validFrom),
      until: time(payload.validUntil), untilText: payload.validUntil, bits: await unpacked(subject.encodedList) };
    need(JSON.stringify(payload.type) === '["VerifiableCredential","BitstringStatusListCredential"]', "status-altered");
    need(subject.type === "BitstringStatusList" && payload.iss === payload.issuer, "status-altered");
    need(inForce(key, list.since) && list.since <= now, "status-altered");
    return list;
  } catch (error) {
    console.info(error.code || error.message);
    return refuse("status-altered");
  }
}

async function checkStatus(document, issuer, now) {
  const texts = [...known.lists, ...fresh].filter(one => one.did === issuer.did).map(one => one.text);
  const lists = await Promise.all(texts.map(text => readList(text, now)));
  const entry = document.credentialStatus;
  need(entry.statusPurpose === "suspension" && /^(0|[1-9]\d{0,9})$/.test(entry.statusListIndex), "status-missing");
  const addresses = { revocation: `${issuer.url}/status/revocation.jwt`, suspension: entry.statusListCredential };
  for (const purpose of ["revocation", "suspension"]) {
    const same = lists.filter(one => one.id === addresses[purpose] && one.purpose === purpose);
    need(same.length, "status-missing");
    const list = same.reduce((one, other) => (other.since > one.since ? other : one));
    const index = Number(entry.statusListIndex);
    need(index < list.bits.length * 8, "status-altered");
    const set = list.bits[index >> 3] & (0x80 >> (index & 7));
    if (set && (purpose === "revocation" || now <= list.until)) refuse(purpose === "revocation" ? "revoked" : "suspended");
    if (now > list.until) refuse("status-stale", { date: list.untilText });
  }
}

// ---- one certificate

const fresh = []; // status lists that the reader dropped in
const issuerNamed = did =>
  known.issuers.find(one => one.did === did) || refuse("issuer", { name: String(did).slice(0, 120) });

/** Find the issuer that a certificate names, once its words mean what they should. */
function issuerOf(document, steps) {
  if (isList(document)) return issuerNamed(document.issuer);
  steps.begin("form");
  need(JSON.stringify(document["@context"]) === CONTEXTS, "context");
  steps.held("form");
  steps.begin("issuer"); // the key comes from this page, so an unknown issuer's signature cannot even be looked at
  delete steps.states.signature;
  const issuer = issuerNamed(bare(document.issuer) ? document.issuer.id : document.issuer);
  delete steps.states.issuer;
  steps.begin("signature");
  return issuer;
}

async function check(bytes, now, steps) {
  steps.begin("form");
  const text = takeOut(bytes);
  const form = text.startsWith("{") ? await openedDocument(object(new TextEncoder().encode(text)), issuerOf, steps)
    : await opened(text, issuerOf, steps);
  const { payload, issuer, key } = form;
  if (isList(payload)) {
    fresh.push({ did: issuer.did, text });
    return { list: await readList(text, now) };
  }
  steps.begin("form");
  const subject = payload.credentialSubject, name = subject?.identifier?.[0]?.identityHash;
  const about = subject?.achievement?.description; // the scheme, and whether it was a rehearsal
  const texts = [name, subject?.licenseNumber, payload.name, issuer.name, about];
  if (texts.some(one => typeof one !== "string" || !one) || !bare(payload.credentialStatus)) unreadable("token");
  const since = time(payload.validFrom), until = time(payload.validUntil);
  if (!form.created && (payload.iss !== issuer.did || payload.jti !== payload.id || "sub" in payload || "proof" in payload
    || payload.nbf * 1000 !== since || payload.exp * 1000 !== until)) unreadable("token");
  steps.held("form");
  steps.begin("issuer");
  need(inForce(key, since) && (!form.created || inForce(key, form.created)), "key-time");
  steps.held("issuer");
  steps.begin("validity");
  if (now < since) refuse("early", { date: payload.validFrom });
  if (now > until) refuse("expired", { date: payload.validUntil });
  steps.held("validity");
  steps.begin("status");
  await checkStatus(payload, issuer, now);
  steps.held("status");
  return { holder: name, number: subject.licenseNumber, title: payload.name, issuer: issuer.name, about,
    signed: payload.validFrom.slice(0, 10), until: payload.validUntil.slice(0, 10) };
}

const isList = payload => Array.isArray(payload.type) && payload.type.includes("BitstringStatusListCredential");

// ---- the page

const fill = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(fields[name] ?? ""));
const box = document.getElementById("answer"), wanted = document.getElementById("wanted");
const asked = decodeURIComponent(location.hash.slice(1)).slice(0, 80);

function made(tag, content, kind = "") {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (Array.isArray(content)) element.append(...content);
  else element.textContent = content; // never as HTML
  return element;
}

/** The checks one by one: what each found, in words beside a sign; after the first that failed, none was made. */
function table(steps, code) {
  const rows = CHECKS.map(name => {
    const state = steps.states[name] ?? "skipped";
    const found = (state === "bad" && words.found[code]) || words.found[`${name}-${state}`] || words.found.skipped;
    const cell = made("td", found, state);
    const label = made("th", words.checks[name]);
    label.scope = "row";
    return made("tr", [label, cell]);
  });
  return made("table", [made("caption", words.checks.caption), made("tbody", rows)], "checks");
}

function show(kind, headline, sentence, next, below = null) {
  box.className = `answer ${kind}`;
  const said = [["h2", headline], ["p", sentence], ["p", next]].filter(([, text]) => text).map(([tag, text]) => made(tag, text));
  box.replaceChildren(...said, ...(below ? [below] : []));
  box.hidden = false;
  box.focus();
}

async function answer(bytes) {
  show("waiting", words.checking, "", "");
  const steps = new Steps();
  try {
    const found = await check(bytes, Date.now(), steps);
    if (found.list) return show("waiting", words.list, fill(words.list_until, { date: found.list.untilText }), "");
    if (asked && asked !== found.number) {
      return show("bad", words.other, fill(words.other_number, { number: found.number, asked }), "", table(steps));
    }
    return show("good", words.valid, fill(words.holds, found), words.limit, table(steps));
  } catch (error) {
    if (!(error instanceof Refused)) { // fail closed: a browser that cannot check has not checked
      console.info(error.message);
      return show("bad", words.cannot, words.cannot_why, words.cannot_next);
    }
    const [sentence, next] = words.reasons[error.code];
    const kind = error.code.startsWith("status-") || ["suspended", "early", "other-form"].includes(error.code) ? "unsure" : "bad";
    return show(kind, words.heads[error.code] || words.refused, fill(sentence, error.fields), next, table(steps, error.code));
  }
}

const input = document.getElementById("file"), place = document.getElementById("drop");
const read = async file => (file.size > LIMIT ? answer(new Uint8Array(LIMIT + 1)) : answer(new Uint8Array(await file.arrayBuffer())));
input.addEventListener("change", () => { if (input.files.length) read(input.files[0]); });
document.getElementById("check").addEventListener("click", () =>
  answer(new TextEncoder().encode(document.getElementById("text").value)));
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, event => { event.preventDefault(); place.classList.add("over"); });
}
document.addEventListener("dragleave", () => place.classList.remove("over"));
document.addEventListener("drop", event => {
  event.preventDefault();
  place.classList.remove("over");
  if (event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
});
if (asked) { wanted.textContent = fill(words.wanted, { asked }); wanted.hidden = false; }
