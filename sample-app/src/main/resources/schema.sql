create table if not exists orders (
	id bigint generated always as identity primary key,
	item varchar(100) not null,
	quantity int not null check (quantity > 0)
);

create table if not exists fulfilment_job (
	order_id bigint primary key references orders (id),
	work_ms bigint not null,
	state varchar(10) default 'NEW' not null,
	taken_by varchar(100),
	handed_back int default 0 not null
);

create table if not exists fulfilment (
	order_id bigint not null references orders (id),
	fulfilled_by varchar(100) not null
);

create table if not exists service_run (
	id bigint generated always as identity primary key,
	started_at timestamp not null,
	stopped_at timestamp,
	orders_taken bigint
);
