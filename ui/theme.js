// Before anything is painted: the theme somebody chose here, else the system's.
try {
  const theme = localStorage.getItem('theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch (e) { /* storage is switched off: the system's theme it is */ }
