# Doorkeeper (https://github.com/doorkeeper-gem/doorkeeper) in the smallest Rails application that can hold it: a token
# endpoint, its tables in a temporary file. The arguments are the clients and the people, as JSON; the address is the
# first line that is printed.

require "json"
require "logger"
require "tmpdir"
require "active_record/railtie"
require "action_controller/railtie"
require "doorkeeper"
require "puma"
require "puma/server"

ENV["RAILS_ENV"] = "production"
folder = Dir.mktmpdir("doorkeeper-")
at_exit { FileUtils.remove_entry(folder) }
ENV["DATABASE_URL"] = "sqlite3:#{folder}/clients.sqlite3"

class App < Rails::Application
  config.root = Dir.pwd
  config.eager_load = false
  config.secret_key_base = "not a secret: nothing is signed by it"
  config.logger = Logger.new(IO::NULL)
  config.hosts.clear
end

people = JSON.parse(ARGV.fetch(1))

Doorkeeper.configure do
  orm :active_record
  base_controller "ActionController::Base"
  grant_flows %w[client_credentials password authorization_code refresh_token]
  use_refresh_token
  default_scopes :read
  optional_scopes :write
  allow_blank_redirect_uri true
  resource_owner_from_credentials do |_routes|
    Struct.new(:id).new(1) if people.fetch(params[:username], nil) == params[:password]
  end
end

App.initialize!
App.routes.draw { use_doorkeeper { skip_controllers :applications, :authorized_applications, :authorizations } }

ActiveRecord::Schema.verbose = false
ActiveRecord::Schema.define do
  create_table :oauth_applications do |t|
    t.string :name, null: false
    t.string :uid, null: false
    t.string :secret, null: false
    t.text :redirect_uri
    t.string :scopes, null: false, default: ""
    t.boolean :confidential, null: false, default: true
    t.timestamps
  end
  create_table :oauth_access_tokens do |t|
    t.references :resource_owner
    t.references :application
    t.string :token, null: false
    t.string :refresh_token
    t.integer :expires_in
    t.datetime :revoked_at
    t.datetime :created_at, null: false
    t.string :scopes
    t.string :previous_refresh_token, null: false, default: ""
  end
end

JSON.parse(ARGV.fetch(0)).each do |client|
  Doorkeeper::Application.create!(name: client["client_id"], uid: client["client_id"], secret: client["client_secret"])
end

server = Puma::Server.new(App)
port = server.add_tcp_listener("127.0.0.1", 0).addr[1]
running = server.run
puts "http://127.0.0.1:#{port}"
$stdout.flush
# Standard input ends with the process that started this one.
$stdin.read
server.stop(true)
running.join
