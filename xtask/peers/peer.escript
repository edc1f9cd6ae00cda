#!/usr/bin/env escript
%% Erlang/OTP's ssl as a TLS peer.
%% usage: peer.escript version | server PORT VERSION [auth] | client PORT VERSION [auth|update|renegotiate]
%% VERSION is an Erlang name, as tlsv1.2. PKI names the directory of certificates.
main(["version"]) ->
    ok = application:load(ssl),
    {ok, Version} = application:get_key(ssl, vsn),
    io:format("Erlang/OTP ~s ssl ~s~n", [erlang:system_info(otp_release), Version]);
main([Role, Port, Name | Options]) ->
    {ok, _} = application:ensure_all_started(ssl),
    Version = list_to_atom(Name),
    Settings = [{versions, [Version]}, binary, {active, false}, {keep_secrets, true} | ciphers(Version)],
    Auth = lists:member("auth", Options),
    case Role of
        "server" -> serve(list_to_integer(Port), Auth, Settings);
        "client" -> converse(list_to_integer(Port), Auth, Options, Settings)
    end.

%% The versions before 1.2 need suites that are off by default.
ciphers(Version) when Version =:= 'tlsv1.3'; Version =:= 'tlsv1.2' -> [];
ciphers(Version) -> [{ciphers, ssl:cipher_suites(all, Version)}].

credentials(Name) ->
    Base = filename:join(os:getenv("PKI"), Name),
    [{certfile, Base ++ ".crt"}, {keyfile, Base ++ ".key"}].

serve(Port, Auth, Settings) ->
    Ask = case Auth of
        true ->
            Ca = filename:join(os:getenv("PKI"), "ca.crt"),
            [{verify, verify_peer}, {cacertfile, Ca}, {fail_if_no_peer_cert, true}];
        false -> []
    end,
    Local = [{ip, {127, 0, 0, 1}}, {reuseaddr, true}],
    {ok, Listener} = ssl:listen(Port, Local ++ credentials("server") ++ Settings ++ Ask),
    accept(Listener).

accept(Listener) ->
    {ok, Accepted} = ssl:transport_accept(Listener),
    case ssl:handshake(Accepted, 5000) of
        {ok, Connection} ->
            case ssl:connection_information(Connection, [keylog]) of
                {ok, [{keylog, Lines}]} ->
                    Text = [[Line, "\n"] || Line <- Lines],
                    ok = file:write_file(os:getenv("SSLKEYLOGFILE"), Text, [append]);
                {ok, []} -> ok
            end,
            echo(Connection);
        Error -> io:format("~p~n", [Error])
    end,
    accept(Listener).

echo(Connection) ->
    case ssl:recv(Connection, 0, 3000) of
        {ok, Data} -> ssl:send(Connection, Data), echo(Connection);
        _ -> ssl:close(Connection)
    end.

converse(Port, Auth, Options, Settings) ->
    Own = case Auth of true -> credentials("client"); false -> [] end,
    Other = [{verify, verify_none}, {server_name_indication, "localhost"}],
    {ok, Connection} = ssl:connect("127.0.0.1", Port, Other ++ Own ++ Settings),
    exchange(Connection, "hello"),
    case Options of
        ["update"] -> ok = ssl:update_keys(Connection, read_write), exchange(Connection, "after");
        ["renegotiate"] -> ok = ssl:renegotiate(Connection), exchange(Connection, "after");
        _ -> ok
    end,
    ssl:close(Connection).

exchange(Connection, Text) ->
    ok = ssl:send(Connection, Text),
    {ok, _} = ssl:recv(Connection, 0, 2000).
