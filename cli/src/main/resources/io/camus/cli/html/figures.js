// Numbers for people, written as the terminal writes them.
const grouped = new Intl.NumberFormat("en-US");
const count = number => grouped.format(number);
const counted = (number, noun) => count(number) + " " + noun + (number === 1 ? "" : "s");

function bytes(number) {
  if (number < 1024) return number + " B";
  const units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let unit = -1;
  while (number >= 1024 && unit < units.length - 1) {
    number /= 1024;
    unit++;
  }
  return number.toFixed(1) + " " + units[unit];
}

function duration(seconds) {
  const two = number => String(Math.floor(number)).padStart(2, "0");
  if (seconds < 10) return seconds.toFixed(1) + " s";
  if (seconds < 60) return Math.floor(seconds) + " s";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min " + two(seconds % 60) + " s";
  if (seconds < 172800) return Math.floor(seconds / 3600) + " h " + two(seconds / 60 % 60) + " min";
  return Math.floor(seconds / 86400) + " d " + two(seconds / 3600 % 24) + " h";
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// 2026-11-22 14:00 as 22 Nov 14:00
function shortTime(time) {
  return Number(time.slice(8, 10)) + " " + MONTHS[Number(time.slice(5, 7)) - 1] + time.slice(10, 16);
}

const shortDay = time => shortTime(time).slice(0, -6);
