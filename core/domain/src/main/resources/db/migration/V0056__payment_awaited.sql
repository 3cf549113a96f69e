-- Whether a batch still waits for the bank is asked with each thousand lines of a report: its last payments are found without its others.
create index payment_awaited on payment (batch_id) where status in ('READY', 'SENT');
