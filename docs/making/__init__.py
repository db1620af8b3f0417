"""What the site has beside the pages that somebody wrote: made of law, record and code when it is built."""
